#pragma once

#include "core/text/source_text.h"

#include <cassert>
#include <optional>
#include <string_view>
#include <vector>

namespace pinwheel {

/// All texts of one audit, in the order in which they were met; a FileId is an index into it.
class SourceSet
{
public:
    FileId add(SourceTextPtr text)
    {
        assert(text);
        m_texts.push_back(std::move(text));
        return FileId {static_cast<std::uint32_t>(m_texts.size() - 1)};
    }
    [[nodiscard]] const SourceText& text(FileId file) const { return *m_texts.at(file.index()); }
    [[nodiscard]] SourceTextPtr share(FileId file) const { return m_texts.at(file.index()); }
    [[nodiscard]] std::size_t size() const { return m_texts.size(); }
    [[nodiscard]] std::string_view slice(Span span) const { return text(span.file).slice(span); }
    [[nodiscard]] std::optional<FileId> find(std::string_view path,
                                             TextOrigin origin = TextOrigin::Disk) const
    {
        for (std::size_t i = 0; i < m_texts.size(); ++i)
            if (m_texts[i]->path() == path && m_texts[i]->origin() == origin)
                return FileId {static_cast<std::uint32_t>(i)};
        return std::nullopt;
    }

private:
    std::vector<SourceTextPtr> m_texts;
};

} // namespace pinwheel
