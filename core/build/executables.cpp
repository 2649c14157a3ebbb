#include "core/build/executables.h"

#include <algorithm>

namespace pinwheel {

const Executable* Executables::at(const std::string& path, const ImageFiles& files) const
{
    // A link made by the build stands over what the image had there.
    const std::string followed = files.followLinks(path);
    const auto found = m_byPath.find(followed);
    return found == m_byPath.end() ? nullptr : &found->second;
}

std::optional<Executables::Found> Executables::find(std::string_view word,
                                                    std::string_view searchPath,
                                                    std::string_view workingFolder,
                                                    const ImageFiles& files) const
{
    if (word.contains('/')) {
        std::string path = absoluteImagePath(workingFolder, word);
        const Executable* found = at(path, files);
        if (found == nullptr) return std::nullopt;
        return Found {std::move(path), *found};
    }
    while (!searchPath.empty()) {
        const std::size_t colon = std::min(searchPath.find(':'), searchPath.size());
        std::string path = absoluteImagePath(
            workingFolder, std::string(searchPath.substr(0, colon)).append(1, '/').append(word));
        if (const Executable* found = at(path, files)) return Found {std::move(path), *found};
        searchPath.remove_prefix(std::min(colon + 1, searchPath.size()));
    }
    return std::nullopt;
}

const Executable* Executables::pythonOf(std::string_view environment) const
{
    const auto found = std::ranges::find_if(m_byPath, [&](const auto& entry) {
        return entry.second.kind == Executable::Kind::Python
            && entry.second.environment == environment;
    });
    return found == m_byPath.end() ? nullptr : &found->second;
}

} // namespace pinwheel
