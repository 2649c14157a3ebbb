#include "core/index/inflate.h"

#include "core/base/format.h"

#include <array>
#include <limits>
#include <zlib.h>

namespace pinwheel {
namespace {

/// One raw deflate stream being unpacked; closes itself.
struct Unpacking {
    z_stream stream {};
    bool isOpen = false;

    Unpacking()
    {
        isOpen = inflateInit2(&stream, -MAX_WBITS) == Z_OK;
    } // Negative: no header of zlib's own.
    ~Unpacking()
    {
        if (isOpen) inflateEnd(&stream);
    }
    Unpacking(const Unpacking&) = delete;
    Unpacking& operator=(const Unpacking&) = delete;
};

} // namespace

Result<std::string> inflated(std::string_view packed, std::size_t maximumBytes)
{
    Unpacking unpacking;
    if (!unpacking.isOpen) return fail(ErrorCode::LimitExceeded, "no memory to unpack it");
    if (packed.size() > std::numeric_limits<uInt>::max())
        return fail(ErrorCode::LimitExceeded, "the packed data are too large");
    z_stream& stream = unpacking.stream;
    std::string input(packed); // zlib takes no constant bytes.
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    std::string out;
    std::array<char, 16 * 1024> piece {};
    int state = Z_OK;
    while (state != Z_STREAM_END) {
        stream.next_out = reinterpret_cast<Bytef*>(piece.data());
        stream.avail_out = static_cast<uInt>(piece.size());
        state = inflate(&stream, Z_NO_FLUSH);
        const std::size_t made = piece.size() - stream.avail_out;
        const bool isStuck = made == 0 && state != Z_STREAM_END; // It wants more than there is.
        if ((state != Z_OK && state != Z_STREAM_END) || isStuck)
            return fail(ErrorCode::Malformed, "the packed data are damaged");
        if (made > maximumBytes - out.size())
            return fail(ErrorCode::LimitExceeded,
                        formatted("it unpacks to more than {} bytes", maximumBytes));
        out.append(piece.data(), made);
    }
    return out;
}

std::uint32_t crc32Of(std::string_view bytes)
{
    return static_cast<std::uint32_t>(
        crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

} // namespace pinwheel
