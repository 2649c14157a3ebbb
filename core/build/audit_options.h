#pragma once

#include <map>
#include <string>
#include <vector>

namespace pinwheel {

/// What the user chose.
struct AuditOptions {
    std::string dockerfile; ///< path relative to the folder; empty = find it
    std::string
        context; ///< folder of the build context relative to the audited folder; empty = itself
    std::string target; ///< stage by name or number; empty = the last
    std::string platform = "linux/amd64";
    std::vector<std::string> gpus; ///< product names: "RTX 5090"
    std::string driver; ///< NVIDIA driver version of the hosts; empty = not given
    std::map<std::string, std::string> buildArguments;
    std::string profile = "default"; ///< default, strict, all
    bool resolve = true; ///< false: reason over version ranges alone
    bool proveFixes =
        true; ///< false: fixes are built but not simulated (used inside the simulation)

    friend bool operator==(const AuditOptions&, const AuditOptions&) = default;
};

} // namespace pinwheel
