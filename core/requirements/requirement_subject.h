#pragma once

#include "core/python/requirement.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// What a requirement names.
enum class SubjectKind {
    Named, ///< PEP 508: a project on an index, or `name @ url`
    LocalPath, ///< a folder: `.`, `./src`, `/app[extra]`
    Archive, ///< a local wheel or sdist
    Url, ///< a wheel or sdist by URL
    Vcs, ///< `git+https://…`
    Invalid, ///< pip refuses it; `error` says why
};

/// One requirement as pip takes it from a command line or a requirement file.
/// Source: pip, req/constructors.py (parse_req_from_line, parse_editable).
struct RequirementSubject {
    SubjectKind kind = SubjectKind::Invalid;
    std::optional<Requirement> requirement; ///< Named
    std::string name; ///< normalized project name where the text tells it: Named, `#egg=`, a
                      ///< wheel's file name
    std::string version; ///< where a file name tells it
    std::string location; ///< path or URL without extras and marker; for Named the URL after "@"
    std::vector<std::string> extras;
    std::optional<Marker> marker;
    std::string error;

    friend bool operator==(const RequirementSubject&, const RequirementSubject&) = default;
};

/// Tells what pip takes the text for. Without a file system: text with a "/" or a leading "." that
/// is no archive name counts as a folder.
[[nodiscard]] RequirementSubject readRequirementSubject(std::string_view text,
                                                        bool editable = false);

/// True for names that end as pip's archives do: .whl, .zip, .tar.gz, .tgz, .tar, .tar.bz2, .tbz,
/// .tar.xz, .txz, .tlz, .tar.lz, .tar.lzma. Source: pip, utils/filetypes.py.
[[nodiscard]] bool isArchiveName(std::string_view path);
/// True for `scheme:…` with a scheme that pip downloads or checks out from. Source: pip,
/// vcs/versioncontrol.py (is_url).
[[nodiscard]] bool isRequirementUrl(std::string_view text);

} // namespace pinwheel
