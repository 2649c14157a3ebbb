#pragma once

#include <string>
#include <string_view>

namespace pinwheel {

/// True for http:, https: and file: URLs, in any case: what pip reads as a URL and not as a path.
[[nodiscard]] bool isFileUrl(std::string_view text);

/// `path` seen from the folder, as os.path.abspath(os.path.join(folder, path)).
[[nodiscard]] std::string joinedPath(std::string_view folder, std::string_view path);

/// The folder of a path: "/a/b.txt" → "/a", "/b.txt" → "/".
[[nodiscard]] std::string folderOf(std::string_view path);

/// Where `-r named` in the file at `location` leads. Source: pip, req/req_file.py
/// (_parse_and_recurse).
[[nodiscard]] std::string includedLocation(std::string_view location, std::string_view named);

/// A reference seen from a URL, as urllib.parse.urljoin; for http, https and file URLs.
[[nodiscard]] std::string joinedUrl(std::string_view base, std::string_view reference);

} // namespace pinwheel
