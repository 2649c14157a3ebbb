#pragma once

#include "core/build/image_files.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace pinwheel {

/// A program of the image that matters to the Python environment.
struct Executable {
    enum class Kind { Python, Pip, Uv, Conda, Other };
    Kind kind = Kind::Other;
    std::string environment; ///< prefix of the environment it works on: "/usr", "/opt/venv"
    std::string pythonVersion; ///< "3.10"; empty where not known

    friend bool operator==(const Executable&, const Executable&) = default;
};

/// The interpreters and installers of one image, by absolute path. Links that the build makes are
/// followed, so `ln -sf /usr/bin/python3.10 /usr/bin/python` changes what `python` is.
class Executables
{
public:
    void add(std::string path, Executable executable)
    {
        m_byPath.insert_or_assign(std::move(path), std::move(executable));
    }
    /// Adds only where the path has no program yet.
    void addIfMissing(std::string path, Executable executable)
    {
        m_byPath.try_emplace(std::move(path), std::move(executable));
    }

    struct Found {
        std::string path; ///< as found, before links are followed
        Executable executable;
    };
    /// What a command word starts: a path, or a name looked up along `searchPath` (the value of
    /// PATH).
    [[nodiscard]] std::optional<Found> find(std::string_view word, std::string_view searchPath,
                                            std::string_view workingFolder,
                                            const ImageFiles& files) const;
    /// The python that belongs to an environment's prefix.
    [[nodiscard]] const Executable* pythonOf(std::string_view environment) const;

    [[nodiscard]] const std::map<std::string, Executable, std::less<>>& all() const
    {
        return m_byPath;
    }

private:
    [[nodiscard]] const Executable* at(const std::string& path, const ImageFiles& files) const;

    std::map<std::string, Executable, std::less<>> m_byPath;
};

} // namespace pinwheel
