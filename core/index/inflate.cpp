// Deflate (RFC 1951): a stream of blocks, each stored as it is or coded with two Huffman codes, one
// for literals and lengths, one for distances. Codes are canonical, so their lengths alone define
// them: per length we keep how many codes there are and the symbols in order, and find a symbol by
// walking down the lengths (RFC 1951, 3.2.2). A METADATA file has some ten kilobytes, so nothing
// here is tuned for speed.

#include "core/index/inflate.h"

#include "core/base/format.h"

#include <array>
#include <span>
#include <vector>

namespace pinwheel {
namespace {

constexpr std::size_t longestCode = 15;

/// The bits of the stream, lowest first; `ended` once more are asked than there are.
struct BitReader {
    std::string_view bytes;
    std::size_t place = 0; ///< in bits
    bool ended = false;

    std::uint32_t bits(std::size_t count)
    {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < count; ++i, ++place) {
            if (place / 8 >= bytes.size()) {
                ended = true;
                return 0;
            }
            const auto byte = static_cast<unsigned char>(bytes[place / 8]);
            value |= ((byte >> (place % 8)) & 1U) << i;
        }
        return value;
    }
};

/// One canonical code.
struct HuffmanCode {
    std::array<std::uint16_t, longestCode + 1> counts {}; ///< codes of each length
    std::vector<std::uint16_t> symbols; ///< by length, then by value

    explicit HuffmanCode(std::span<const std::uint8_t> lengths)
    {
        for (const std::uint8_t length : lengths)
            ++counts[length];
        counts[0] = 0;
        for (std::size_t length = 1; length <= longestCode; ++length)
            for (std::size_t symbol = 0; symbol < lengths.size(); ++symbol)
                if (lengths[symbol] == length)
                    symbols.push_back(static_cast<std::uint16_t>(symbol));
    }

    /// Whether no two codes clash.
    [[nodiscard]] bool isValid() const
    {
        int left = 1;
        for (std::size_t length = 1; length <= longestCode; ++length) {
            left = left * 2 - counts[length];
            if (left < 0) return false;
        }
        return true;
    }

    /// The next symbol; -1 where the bits are no code.
    [[nodiscard]] int next(BitReader& reader) const
    {
        std::uint32_t code = 0;
        std::uint32_t first = 0;
        std::uint32_t index = 0;
        for (std::size_t length = 1; length <= longestCode; ++length) {
            code |= reader.bits(1);
            if (reader.ended) return -1;
            if (code - first < counts[length]) return symbols[index + (code - first)];
            index += counts[length];
            first = (first + counts[length]) * 2;
            code *= 2;
        }
        return -1;
    }
};

struct Coding {
    HuffmanCode literals;
    HuffmanCode distances;
};

Coding fixedCoding()
{
    std::array<std::uint8_t, 288> literals {};
    for (std::size_t symbol = 0; symbol < literals.size(); ++symbol)
        literals[symbol] = symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8;
    std::array<std::uint8_t, 30> distances {};
    distances.fill(5);
    return {HuffmanCode(literals), HuffmanCode(distances)};
}

/// The codes that stand at the head of a dynamic block, themselves coded (RFC 1951, 3.2.7).
std::optional<Coding> readCoding(BitReader& reader)
{
    const std::size_t literals = reader.bits(5) + 257;
    const std::size_t distances = reader.bits(5) + 1;
    const std::size_t given = reader.bits(4) + 4;
    if (reader.ended || literals > 286 || distances > 30) return std::nullopt;
    constexpr std::array<std::uint8_t, 19> order {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                  11, 4,  12, 3, 13, 2, 14, 1, 15};
    std::array<std::uint8_t, 19> lengthCode {};
    for (std::size_t i = 0; i < given; ++i)
        lengthCode[order[i]] = static_cast<std::uint8_t>(reader.bits(3));
    const HuffmanCode code(lengthCode);
    if (!code.isValid()) return std::nullopt;
    std::vector<std::uint8_t> lengths;
    while (lengths.size() < literals + distances) {
        const int symbol = code.next(reader);
        if (symbol < 0) return std::nullopt;
        if (symbol < 16) {
            lengths.push_back(static_cast<std::uint8_t>(symbol));
            continue;
        }
        if (symbol == 16 && lengths.empty()) return std::nullopt;
        const std::uint8_t repeated = symbol == 16 ? lengths.back() : 0;
        const std::size_t times = symbol == 16 ? 3 + reader.bits(2)
            : symbol == 17                     ? 3 + reader.bits(3)
                                               : 11 + reader.bits(7);
        lengths.insert(lengths.end(), times, repeated);
    }
    if (reader.ended || lengths.size() != literals + distances) return std::nullopt;
    const std::span<const std::uint8_t> all(lengths);
    Coding coding {HuffmanCode(all.first(literals)), HuffmanCode(all.subspan(literals))};
    if (!coding.literals.isValid() || !coding.distances.isValid()) return std::nullopt;
    return coding;
}

/// A symbol above 256 means a length, one of the other code a distance: a base and some bits more
/// (RFC 1951, 3.2.5).
constexpr std::array<std::uint16_t, 29> lengthBase {3,  4,  5,  6,   7,   8,   9,   10,  11, 13,
                                                    15, 17, 19, 23,  27,  31,  35,  43,  51, 59,
                                                    67, 83, 99, 115, 131, 163, 195, 227, 258};
constexpr std::array<std::uint8_t, 29> lengthBits {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
                                                   2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
constexpr std::array<std::uint16_t, 30> distanceBase {
    1,   2,   3,   4,   5,   7,    9,    13,   17,   25,   33,   49,   65,    97,    129,
    193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
constexpr std::array<std::uint8_t, 30> distanceBits {0, 0, 0,  0,  1,  1,  2,  2,  3,  3,
                                                     4, 4, 5,  5,  6,  6,  7,  7,  8,  8,
                                                     9, 9, 10, 10, 11, 11, 12, 12, 13, 13};

enum class BlockEnd { Fine, Damaged, TooLarge };

BlockEnd copyStored(BitReader& reader, std::string& out, std::size_t maximumBytes)
{
    reader.place = (reader.place + 7) / 8 * 8;
    const std::uint32_t length = reader.bits(16);
    const std::uint32_t complement = reader.bits(16);
    const std::size_t begin = reader.place / 8;
    if (reader.ended || length != (complement ^ 0xffffU) || reader.bytes.size() - begin < length)
        return BlockEnd::Damaged;
    if (out.size() + length > maximumBytes) return BlockEnd::TooLarge;
    out += reader.bytes.substr(begin, length);
    reader.place += std::size_t {length} * 8;
    return BlockEnd::Fine;
}

BlockEnd unpackBlock(BitReader& reader, const Coding& coding, std::string& out,
                     std::size_t maximumBytes)
{
    constexpr int endOfBlock = 256;
    while (true) {
        const int symbol = coding.literals.next(reader);
        if (symbol == endOfBlock) return BlockEnd::Fine;
        if (symbol < 0) return BlockEnd::Damaged;
        if (symbol < endOfBlock) {
            if (out.size() == maximumBytes) return BlockEnd::TooLarge;
            out += static_cast<char>(symbol);
            continue;
        }
        const auto lengthSymbol = static_cast<std::size_t>(symbol - endOfBlock - 1);
        if (lengthSymbol >= lengthBase.size()) return BlockEnd::Damaged;
        const std::size_t length = lengthBase[lengthSymbol] + reader.bits(lengthBits[lengthSymbol]);
        const int distanceSymbol = coding.distances.next(reader);
        if (distanceSymbol < 0 || static_cast<std::size_t>(distanceSymbol) >= distanceBase.size())
            return BlockEnd::Damaged;
        const auto distanceIndex = static_cast<std::size_t>(distanceSymbol);
        const std::size_t distance =
            distanceBase[distanceIndex] + reader.bits(distanceBits[distanceIndex]);
        if (reader.ended || distance > out.size()) return BlockEnd::Damaged;
        if (out.size() + length > maximumBytes) return BlockEnd::TooLarge;
        for (std::size_t i = 0; i < length; ++i)
            out += out[out.size() - distance]; // It may reach into itself.
    }
}

} // namespace

Result<std::string> inflated(std::string_view packed, std::size_t maximumBytes)
{
    BitReader reader {.bytes = packed};
    std::string out;
    bool isLast = false;
    while (!isLast) {
        isLast = reader.bits(1) == 1;
        const std::uint32_t kind = reader.bits(2);
        BlockEnd end = BlockEnd::Damaged;
        if (reader.ended || kind == 3)
            return fail(ErrorCode::Malformed, "the packed data are damaged");
        if (kind == 0)
            end = copyStored(reader, out, maximumBytes);
        else if (kind == 1)
            end = unpackBlock(reader, fixedCoding(), out, maximumBytes);
        else if (const auto coding = readCoding(reader))
            end = unpackBlock(reader, *coding, out, maximumBytes);
        if (end == BlockEnd::Damaged)
            return fail(ErrorCode::Malformed, "the packed data are damaged");
        if (end == BlockEnd::TooLarge)
            return fail(ErrorCode::LimitExceeded,
                        formatted("it unpacks to more than {} bytes", maximumBytes));
    }
    return out;
}

std::uint32_t crc32Of(std::string_view bytes)
{
    std::uint32_t crc = 0xffffffffU;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
    }
    return ~crc;
}

} // namespace pinwheel
