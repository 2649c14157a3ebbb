#include "core/index/snapshot_text.h"

#include "core/base/format.h"
#include "core/base/limits.h"

#include <charconv>

namespace pinwheel {

namespace {

std::optional<std::uint32_t> toNumber(std::string_view text)
{
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// Splits at `separator` and hands on the parts.
template <class Take>
bool forEachPart(std::string_view text, char separator, Take take)
{
    while (true) {
        const std::size_t end = text.find(separator);
        if (!take(text.substr(0, end))) return false;
        if (end == std::string_view::npos) return true;
        text.remove_prefix(end + 1);
    }
}

/// "0-2,5" as 0, 1, 2, 5; each below `bound`.
std::optional<std::vector<std::uint32_t>> toNumbers(std::string_view text, std::size_t bound)
{
    std::vector<std::uint32_t> numbers;
    const bool fine = forEachPart(text, ',', [&](std::string_view part) {
        const std::size_t dash = part.find('-');
        const auto first = toNumber(part.substr(0, dash));
        const auto last = dash == std::string_view::npos ? first : toNumber(part.substr(dash + 1));
        if (!first || !last || *last < *first || *last >= bound) return false;
        for (std::uint32_t number = *first; number <= *last; ++number)
            numbers.push_back(number);
        return true;
    });
    if (!fine) return std::nullopt;
    return numbers;
}

std::optional<std::uint32_t> toFlags(std::string_view letters)
{
    std::uint32_t flags = 0;
    for (const char letter : letters) {
        switch (letter) {
        case 'n':
            flags |= SnapshotRelease::NamesOnly;
            break;
        case 'd':
            flags |= SnapshotRelease::Incomplete;
            break;
        case 'x':
            flags |= SnapshotRelease::ExtrasUnknown;
            break;
        case 't':
            flags |= SnapshotRelease::TagOnly;
            break;
        case 'l':
            flags |= SnapshotRelease::OldLock;
            break;
        default:
            return std::nullopt;
        }
    }
    return flags;
}

/// One tab-separated field of a release: a letter and its value.
bool readField(std::string_view field, const SnapshotProject& project, SnapshotRelease& release)
{
    if (field.empty()) return false;
    const std::string_view value = field.substr(1);
    constexpr std::size_t pythonBits = 16;
    switch (field.front()) {
    case 'i':
        release.index = value;
        return true;
    case 'p':
        release.python = toNumber(value);
        return release.python && *release.python < project.pythons.size();
    case 'r':
    case 'f': {
        const bool files = field.front() == 'f';
        auto numbers = toNumbers(value, files ? project.files.size() : project.requirements.size());
        if (!numbers) return false;
        (files ? release.files : release.requirements) = std::move(*numbers);
        return true;
    }
    case 'o': {
        const auto number = toNumber(value);
        release.filesOmitted = number.value_or(0);
        return number.has_value();
    }
    case 'c': {
        std::uint32_t mask = 0;
        if (!value.empty()) {
            const auto numbers = toNumbers(value, pythonBits);
            if (!numbers) return false;
            for (const std::uint32_t number : *numbers)
                mask |= 1U << number;
        }
        release.covered = mask;
        return true;
    }
    case '!': {
        const auto flags = toFlags(value);
        release.flags |= flags.value_or(0);
        return flags.has_value();
    }
    case 'y':
        release.flags |= SnapshotRelease::Yanked;
        release.yankedReason = value;
        return true;
    default:
        return false;
    }
}

bool readLine(std::string_view line, std::vector<SnapshotProject>& projects)
{
    const std::string_view rest = line.substr(1);
    if (line.front() == '@') {
        if (rest.empty()) return false;
        projects.emplace_back().name = rest;
        return true;
    }
    if (projects.empty()) return false;
    SnapshotProject& project = projects.back();
    switch (line.front()) {
    case '+':
        project.requirements.emplace_back(rest);
        return true;
    case '~':
        project.files.emplace_back(rest);
        return true;
    case '<':
        project.pythons.emplace_back(rest);
        return true;
    default:
        break;
    }
    SnapshotRelease release;
    const bool fine = forEachPart(line, '\t', [&](std::string_view field) {
        if (!release.version.empty()) return readField(field, project, release);
        release.version = field;
        return !field.empty();
    });
    if (fine) project.releases.push_back(std::move(release));
    return fine;
}

/// Writes numbers as in LEB128: seven bits a byte, low ones first.
struct Packer {
    std::string bytes;

    void number(std::uint64_t value)
    {
        while (value >= 0x80) {
            bytes.push_back(static_cast<char>((value & 0x7f) | 0x80));
            value >>= 7;
        }
        bytes.push_back(static_cast<char>(value));
    }
    void text(std::string_view value)
    {
        number(value.size());
        bytes += value;
    }
    void texts(const std::vector<std::string>& values)
    {
        number(values.size());
        for (const std::string& value : values)
            text(value);
    }
    void numbers(const std::vector<std::uint32_t>& values)
    {
        number(values.size());
        for (const std::uint32_t value : values)
            number(value);
    }
};

/// Reads them back; `damaged` once anything leads outside.
struct Unpacker {
    std::string_view bytes;
    bool damaged = false;

    std::uint32_t number()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 35; shift += 7) {
            if (bytes.empty()) break;
            const auto byte = static_cast<unsigned char>(bytes.front());
            bytes.remove_prefix(1);
            value |= std::uint64_t {byte & 0x7fU} << shift;
            if (byte < 0x80) return static_cast<std::uint32_t>(value);
        }
        damaged = true;
        return 0;
    }
    std::size_t
    count() // Never more than there are bytes left, so that a damaged count allocates little.
    {
        const std::size_t value = number();
        if (value > bytes.size()) damaged = true;
        return damaged ? 0 : value;
    }
    std::string text()
    {
        const std::size_t size = count();
        std::string value(bytes.substr(0, size));
        bytes.remove_prefix(size);
        return value;
    }
    std::vector<std::string> texts()
    {
        std::vector<std::string> values(count());
        for (std::string& value : values)
            value = text();
        return values;
    }
    std::vector<std::uint32_t> numbers(std::size_t bound)
    {
        std::vector<std::uint32_t> values(count());
        for (std::uint32_t& value : values)
            if ((value = number()) >= bound) damaged = true;
        return values;
    }
};

} // namespace

Result<std::vector<SnapshotProject>> parseSnapshotText(std::string_view text)
{
    std::vector<SnapshotProject> projects;
    std::size_t lineNumber = 0;
    std::size_t bad = 0;
    forEachPart(text, '\n', [&](std::string_view line) {
        ++lineNumber;
        if (line.empty() || line.front() == '#' || readLine(line, projects)) return true;
        bad = lineNumber;
        return false;
    });
    if (bad != 0)
        return fail(ErrorCode::Malformed,
                    formatted("line {} of the snapshot's text is not understood", bad));
    return projects;
}

std::string packProject(const SnapshotProject& project)
{
    Packer packer;
    packer.texts(project.requirements);
    packer.texts(project.files);
    packer.texts(project.pythons);
    packer.number(project.releases.size());
    for (const SnapshotRelease& release : project.releases) {
        packer.text(release.version);
        packer.text(release.index);
        packer.number(release.flags);
        packer.number(release.python ? *release.python + 1U : 0U);
        packer.number(release.filesOmitted);
        packer.number(release.covered ? *release.covered + 1U : 0U);
        packer.numbers(release.files);
        packer.numbers(release.requirements);
        if ((release.flags & SnapshotRelease::Yanked) != 0) packer.text(release.yankedReason);
    }
    return std::move(packer.bytes);
}

std::optional<SnapshotProject> unpackProject(std::string_view bytes)
{
    Unpacker unpacker {.bytes = bytes};
    SnapshotProject project;
    project.requirements = unpacker.texts();
    project.files = unpacker.texts();
    project.pythons = unpacker.texts();
    project.releases.resize(unpacker.count());
    for (SnapshotRelease& release : project.releases) {
        if (unpacker.damaged) break;
        release.version = unpacker.text();
        release.index = unpacker.text();
        release.flags = unpacker.number();
        if (const std::uint32_t python = unpacker.number(); python != 0)
            release.python = python - 1;
        release.filesOmitted = unpacker.number();
        if (const std::uint32_t covered = unpacker.number(); covered != 0)
            release.covered = covered - 1;
        release.files = unpacker.numbers(project.files.size());
        release.requirements = unpacker.numbers(project.requirements.size());
        if ((release.flags & SnapshotRelease::Yanked) != 0) release.yankedReason = unpacker.text();
        if (release.python && *release.python >= project.pythons.size()) unpacker.damaged = true;
    }
    if (unpacker.damaged) return std::nullopt;
    return project;
}

std::string fileName(std::string_view pattern, std::string_view version)
{
    std::string name;
    const std::size_t star = pattern.find('*');
    name.reserve(pattern.size() + version.size());
    name += pattern.substr(0, star);
    if (star == std::string_view::npos) return name;
    name += version;
    name += pattern.substr(star + 1);
    return name;
}

} // namespace pinwheel
