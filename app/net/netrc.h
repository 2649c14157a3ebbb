#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

struct NetrcEntry {
    std::string machine; ///< host; "" for `default`
    std::string login;
    std::string password;

    friend bool operator==(const NetrcEntry&, const NetrcEntry&) = default;
};

/// Reads a netrc file; what it does not understand is passed over.
[[nodiscard]] std::vector<NetrcEntry> parseNetrc(std::string_view text);

/// The first entry of this host, else that of `default`; null where there is none.
[[nodiscard]] const NetrcEntry* findNetrc(const std::vector<NetrcEntry>& entries,
                                          std::string_view host);

/// The entries of $NETRC, else of ~/.netrc.
[[nodiscard]] std::vector<NetrcEntry> readNetrc();

} // namespace pinwheel
