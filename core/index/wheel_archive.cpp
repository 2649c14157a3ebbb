// A wheel is a zip archive. Its directory stands at the end and tells where each member begins, so
// the metadata of a file of gigabytes is read with two or three small requests. Source: PKWARE's
// APPNOTE 4.3; PEP 427. Not read: zip64 (archives above 4 GB), archives in several parts.

#include "core/index/wheel_archive.h"

#include "core/base/format.h"
#include "core/base/network_limits.h"
#include "core/index/inflate.h"
#include "core/python/project_name.h"

#include <optional>

namespace pinwheel {
namespace {

/// A little-endian number of `count` bytes; the caller has seen that they are there.
std::uint64_t numberAt(std::string_view bytes, std::size_t place, std::size_t count)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count; ++i)
        value |= std::uint64_t {static_cast<unsigned char>(bytes[place + i])} << (8 * i);
    return value;
}

/// Stands where a number is kept elsewhere, in the zip64 form. Source: PKWARE's APPNOTE, 4.4.1.4.
constexpr std::uint64_t inZip64 = 0xffffffffU;

struct Directory {
    std::uint64_t begin = 0;
    std::uint64_t sizeBytes = 0;
};

struct Member {
    std::uint64_t headerBegin = 0;
    std::uint64_t packedBytes = 0;
    std::uint64_t unpackedBytes = 0;
    std::uint32_t checksum = 0;
    std::uint64_t method = 0;
    std::uint64_t flags = 0;
    std::size_t nameBytes = 0;
};

std::unexpected<Error> noWheel(std::string_view why)
{
    return fail(ErrorCode::Malformed, formatted("the file is no wheel: {}", why));
}

std::unexpected<Error> zip64()
{
    return fail(ErrorCode::Unsupported,
                "the wheel has the zip64 form of archives above 4 GB, which is not read");
}

/// Reads the record that ends every archive.
Result<Directory> readEnd(std::uint64_t sizeBytes, std::string_view tail)
{
    constexpr std::size_t recordBytes = 22;
    if (tail.size() < recordBytes) return noWheel("it is too short for an archive");
    const std::size_t end =
        tail.rfind(std::string_view("PK\x05\x06", 4), tail.size() - recordBytes);
    if (end == std::string_view::npos) return noWheel("its directory is not found");
    const Directory directory {.begin = numberAt(tail, end + 16, 4),
                               .sizeBytes = numberAt(tail, end + 12, 4)};
    if (directory.begin == inZip64 || directory.sizeBytes == inZip64) return zip64();
    if (directory.begin + directory.sizeBytes > sizeBytes)
        return noWheel("its directory lies outside of it");
    if (directory.sizeBytes > limits::archiveDirectoryBytes)
        return fail(ErrorCode::LimitExceeded,
                    formatted("the wheel's directory is larger than {} bytes",
                              limits::archiveDirectoryBytes));
    return directory;
}

/// Whether a member is METADATA in the metadata folder of this project, at the top.
bool isMetadata(std::string_view name, std::string_view project)
{
    constexpr std::string_view ending = ".dist-info/METADATA";
    if (!name.ends_with(ending) || name.find('/') != name.rfind('/')) return false;
    const std::string_view stem = name.substr(0, name.size() - ending.size());
    return normalizedName(stem.substr(0, stem.find('-'))) == project;
}

Result<Member> findMetadata(std::string_view directory, std::string_view filename)
{
    const std::string project = normalizedName(filename.substr(0, filename.find('-')));
    constexpr std::size_t entryBytes = 46;
    std::size_t at = 0;
    while (directory.size() - at >= entryBytes) {
        if (directory.substr(at, 4) != std::string_view("PK\x01\x02", 4))
            return noWheel("its directory is damaged");
        const std::size_t nameBytes = numberAt(directory, at + 28, 2);
        const std::size_t next = at + entryBytes + nameBytes + numberAt(directory, at + 30, 2)
            + numberAt(directory, at + 32, 2);
        if (next > directory.size()) return noWheel("its directory is damaged");
        if (isMetadata(directory.substr(at + entryBytes, nameBytes), project))
            return Member {.headerBegin = numberAt(directory, at + 42, 4),
                           .packedBytes = numberAt(directory, at + 20, 4),
                           .unpackedBytes = numberAt(directory, at + 24, 4),
                           .checksum = static_cast<std::uint32_t>(numberAt(directory, at + 16, 4)),
                           .method = numberAt(directory, at + 10, 2),
                           .flags = numberAt(directory, at + 8, 2),
                           .nameBytes = nameBytes};
        at = next;
    }
    return noWheel(formatted("it holds no metadata of {}", project));
}

Result<std::string> unpack(const Member& member, std::string_view packed)
{
    constexpr std::uint64_t stored = 0;
    constexpr std::uint64_t deflated = 8;
    Result<std::string> text;
    if ((member.flags & 1U) != 0)
        return fail(ErrorCode::Unsupported, "the wheel's metadata are encrypted");
    if (member.method == stored)
        text = std::string(packed);
    else if (member.method == deflated)
        text = inflated(packed, limits::metadataBytes);
    else
        return fail(ErrorCode::Unsupported,
                    formatted("the wheel's metadata are packed by method {}", member.method));
    if (text && (text->size() != member.unpackedBytes || crc32Of(*text) != member.checksum))
        return noWheel("its metadata do not match their checksum");
    return text;
}

} // namespace

Result<std::string> wheelMetadata(std::string_view filename, std::uint64_t sizeBytes,
                                  std::string_view tail, const ReadRange& read)
{
    if (tail.size() > sizeBytes) return noWheel("it is shorter than it said");
    // What lies in the tail is not asked for again.
    const auto bytesOf = [&](std::uint64_t begin, std::uint64_t end) -> Result<std::string> {
        if (begin > end || end > sizeBytes) return noWheel("a part of it lies outside");
        const std::uint64_t tailBegin = sizeBytes - tail.size();
        if (begin >= tailBegin) return std::string(tail.substr(begin - tailBegin, end - begin));
        auto bytes = read(begin, end);
        if (bytes && bytes->size() != end - begin) return noWheel("a part of it is missing");
        return bytes;
    };
    PINWHEEL_TRY(place, readEnd(sizeBytes, tail));
    PINWHEEL_TRY(directory, bytesOf(place.begin, place.begin + place.sizeBytes));
    PINWHEEL_TRY(member, findMetadata(directory, filename));
    if (member.packedBytes == inZip64 || member.unpackedBytes == inZip64
        || member.headerBegin == inZip64)
        return zip64();
    if (member.packedBytes > limits::metadataBytes || member.unpackedBytes > limits::metadataBytes)
        return fail(
            ErrorCode::LimitExceeded,
            formatted("the wheel's metadata are larger than {} bytes", limits::metadataBytes));

    // The member's own header repeats the name and may have other extra fields than the directory
    // has.
    constexpr std::size_t headerBytes = 30;
    constexpr std::size_t usualExtra = 64;
    const std::uint64_t likelyEnd =
        member.headerBegin + headerBytes + member.nameBytes + usualExtra + member.packedBytes;
    PINWHEEL_TRY(head, bytesOf(member.headerBegin, std::min(likelyEnd, sizeBytes)));
    if (head.size() < headerBytes || !head.starts_with(std::string_view("PK\x03\x04", 4)))
        return noWheel("a header is damaged");
    const std::uint64_t begin = headerBytes + numberAt(head, 26, 2) + numberAt(head, 28, 2);
    if (begin + member.packedBytes <= head.size())
        return unpack(member, std::string_view(head).substr(begin, member.packedBytes));
    PINWHEEL_TRY(
        packed,
        bytesOf(member.headerBegin + begin, member.headerBegin + begin + member.packedBytes));
    return unpack(member, packed);
}

} // namespace pinwheel
