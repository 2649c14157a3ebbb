#pragma once

#include "ui/audit_controller.h"
#include "ui/ribbons/link_model.h"
#include "ui/ribbons/ribbon_geometry.h"

#include <QPointer>
#include <QSplitter>
#include <QSplitterHandle>

#include <functional>

namespace pinwheel {

class SourceEditor;

/// The two editors with the ribbons painted in the gap between them.
class RibbonSplitter final : public QSplitter
{
    Q_OBJECT

public:
    explicit RibbonSplitter(QWidget* parent = nullptr);

    void setLinks(std::vector<Link> links);
    [[nodiscard]] const std::vector<Link>& links() const { return m_links; }
    /// The editors whose places the links join; null for none.
    void setEditors(SourceEditor* left, SourceEditor* right);
    [[nodiscard]] SourceEditor* leftEditor() const { return m_left; }
    [[nodiscard]] SourceEditor* rightEditor() const { return m_right; }
    void setSelectedFinding(const QString& id);
    [[nodiscard]] const QString& selectedFinding() const { return m_selectedFinding; }
    /// Turns a span of the audit into bytes of the present text.
    std::function<std::optional<AuditController::LivePlace>(Span)> livePlace;

    /// Shapes of all links in pixels of the handle; a link whose text was taken away is invisible.
    [[nodiscard]] std::vector<RibbonShape> shapes() const;

signals:
    void linkClicked(const Link& link, bool leftSide);
    void linkHovered(const QString& findingId); ///< both editors light its lines; empty for none

protected:
    QSplitterHandle* createHandle() override;

private:
    void updateHandle();
    [[nodiscard]] std::optional<std::pair<std::uint32_t, std::uint32_t>>
    placeIn(const SourceEditor& editor, Span span, const QString& findingId) const;

    std::vector<Link> m_links;
    QPointer<SourceEditor> m_left;
    QPointer<SourceEditor> m_right;
    QString m_selectedFinding;
    QMetaObject::Connection m_leftScroll;
    QMetaObject::Connection m_rightScroll;
};

} // namespace pinwheel
