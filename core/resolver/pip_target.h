#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace pinwheel {

/// The interpreter and platform for which pip chooses files: tags, best first, and the values of markers.
/// Made once per environment and shared.
class PipTarget {
public:
    /// What a Linux build image is, as far as pip cares.
    struct Linux {
        std::string python = "3.12.0";  ///< full version; "3.10" is read as 3.10.0
        std::string architecture = "x86_64"; ///< as platform.machine(): x86_64, aarch64, …
        std::optional<std::pair<int, int>> glibc; ///< {2, 35}; of neither libc: only linux_<arch> wheels fit
        std::optional<std::pair<int, int>> musl;  ///< {1, 2}
    };
    /// CPython on Linux; tags in pip's order, marker variables as CPython gives them there.
    [[nodiscard]] static std::shared_ptr<const PipTarget> forLinux(const Linux& linux);
    /// CPython `python` ("3.13" or "3.13.5") with these platforms, best first (the probe's form).
    [[nodiscard]] static std::shared_ptr<const PipTarget> forPlatforms(
        std::string_view python, const std::vector<std::string>& platforms);

    [[nodiscard]] const std::string& pythonFull() const { return m_pythonFull; }   ///< "3.10.12"
    [[nodiscard]] const std::string& pythonMinor() const { return m_pythonMinor; } ///< "3.10"
    /// Tags best first, "cp310-cp310-manylinux_2_35_x86_64".
    [[nodiscard]] const std::vector<std::string>& tags() const { return m_tags; }
    /// The place of a tag in tags(); none where it does not fit.
    [[nodiscard]] std::optional<std::uint32_t> rank(std::string_view tag) const;
    /// PEP 508 variables without `extra`, name and value.
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& markers() const { return m_markers; }
    /// Tells targets apart in caches: equal targets have equal keys.
    [[nodiscard]] const std::string& key() const { return m_key; }

private:
    struct TagHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view> {}(text); }
    };
    void setPython(std::string_view python);
    void setPlatforms(const std::vector<std::string>& platforms, std::string_view machine);

    std::string m_pythonFull;
    std::string m_pythonMinor;
    std::vector<std::string> m_tags;
    std::unordered_map<std::string, std::uint32_t, TagHash, std::equal_to<>> m_ranks;
    std::vector<std::pair<std::string, std::string>> m_markers;
    std::string m_key;
};

using PipTargetPtr = std::shared_ptr<const PipTarget>;

} // namespace pinwheel
