#include "core/dockerfile/dockerignore.h"

#include "core/dockerfile/unicode.h"

#include <algorithm>

namespace pinwheel {

namespace {

/// The pattern of one line; empty when the line holds none.
std::string patternOfLine(std::string_view line)
{
    if (line.starts_with('#')) return {};
    line = unicode::trimmed(line);
    const bool takesBack = line.starts_with('!');
    if (takesBack) line = unicode::trimmed(line.substr(1));
    std::string pattern;
    if (!line.empty()) {
        pattern = cleanPath(line);
        if (pattern.size() > 1 && pattern.front() == '/') pattern.erase(0, 1);
    }
    return takesBack ? "!" + pattern : pattern;
}

} // namespace

DockerIgnore DockerIgnore::parse(std::string_view text)
{
    DockerIgnore result;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    for (std::uint32_t number = 1; !text.empty(); ++number) {
        const std::size_t newline = text.find('\n');
        std::string pattern = patternOfLine(text.substr(0, newline));
        text.remove_prefix(newline == std::string_view::npos ? text.size() : newline + 1);
        if (pattern.empty()) continue;
        const bool takesBack = pattern.front() == '!';
        if (takesBack) pattern.erase(0, 1);
        const auto parsed = PathPattern::parse(pattern, PathPattern::Dialect::IgnoreFile);
        if (pattern.empty() || !parsed) {
            result.m_invalidLines.push_back(number);
            continue;
        }
        result.m_patterns.push_back(
            {.text = std::move(pattern), .takesBack = takesBack, .pattern = *parsed});
    }
    return result;
}

bool DockerIgnore::ignores(std::string_view path) const
{
    const std::string clean = cleanPath(path);
    if (clean == ".") return false;
    bool isIgnored = false;
    for (const Pattern& pattern : m_patterns) {
        if (pattern.takesBack != isIgnored) continue;
        // The path itself, or any folder above it.
        for (std::size_t end = clean.size(); end != std::string::npos && end > 0;
             end = clean.rfind('/', end - 1)) {
            if (!pattern.pattern.matches(std::string_view(clean).substr(0, end))) continue;
            isIgnored = !pattern.takesBack;
            break;
        }
    }
    return isIgnored;
}

bool matchesIgnorePattern(std::string_view pattern, std::string_view path)
{
    const auto parsed = PathPattern::parse(cleanPath(pattern), PathPattern::Dialect::IgnoreFile);
    return parsed && parsed->matches(path);
}

bool matchesFilePattern(std::string_view pattern, std::string_view name)
{
    const auto parsed = PathPattern::parse(pattern, PathPattern::Dialect::FileName);
    return parsed && parsed->matches(name);
}

std::string findDockerIgnore(const FileProvider& files, std::string_view dockerfile,
                             std::string_view context)
{
    const std::string beside = std::string(dockerfile) + ".dockerignore";
    if (!dockerfile.empty() && files.kindOf(beside) == FileProvider::Kind::File) return beside;
    const std::string inContext = normalizedPath(std::string(context) + "/.dockerignore");
    if (!inContext.empty() && files.kindOf(inContext) == FileProvider::Kind::File) return inContext;
    return {};
}

} // namespace pinwheel
