#include "ui/chains/chain_model.h"

#include "ui/qt_text.h"
#include "ui/theme/level_icon.h"
#include "ui/theme/theme.h"
#include "ui/words.h"

#include <QFont>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

struct ChainModel::Node {
    Node* parent = nullptr;
    int row = 0;
    const Chain* chain = nullptr;
    const ChainLink* link = nullptr;
    const FactCitation* fact = nullptr;
    std::vector<std::unique_ptr<Node>> children;

    Node& add()
    {
        children.push_back(std::make_unique<Node>());
        children.back()->parent = this;
        children.back()->row = static_cast<int>(children.size()) - 1;
        return *children.back();
    }
};

namespace {

LinkState worstState(const std::vector<ChainLink>& links)
{
    LinkState state = LinkState::Holds;
    for (const ChainLink& link : links) {
        const LinkState below = worstState(link.links);
        if (link.state == LinkState::Breaks || below == LinkState::Breaks) return LinkState::Breaks;
        if (link.state == LinkState::Unknown || below == LinkState::Unknown)
            state = LinkState::Unknown;
    }
    return state;
}

QVariant iconOf(LinkState state)
{
    switch (state) {
    case LinkState::Holds:
        return levelIcon(std::nullopt);
    case LinkState::Breaks:
        return levelIcon(Level::Critical);
    case LinkState::Unknown:
        return levelIcon(Level::Low);
    }
    return {};
}

} // namespace

ChainModel::ChainModel(QObject* parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
}

ChainModel::~ChainModel() = default;

void ChainModel::addLinks(Node& node, const std::vector<ChainLink>& links)
{
    for (const ChainLink& link : links) {
        Node& child = node.add();
        child.link = &link;
        addLinks(child, link.links);
        for (const FactCitation& fact : link.facts)
            child.add().fact = &fact;
    }
}

void ChainModel::setAudit(const AuditPtr& audit)
{
    beginResetModel();
    m_audit = audit;
    m_root = std::make_unique<Node>();
    if (audit) {
        for (const Chain& chain : audit->chains) {
            Node& node = m_root->add();
            node.chain = &chain;
            addLinks(node, chain.links);
        }
    }
    endResetModel();
}

const ChainModel::Node* ChainModel::nodeOf(const QModelIndex& index) const
{
    return index.isValid() ? static_cast<const Node*>(index.constInternalPointer()) : m_root.get();
}

QModelIndex ChainModel::index(int row, int column, const QModelIndex& parent) const
{
    const Node* const node = nodeOf(parent);
    if (row < 0 || column < 0 || column >= ColumnCount
        || row >= static_cast<int>(node->children.size()))
        return {};
    return createIndex(row, column, node->children[static_cast<std::size_t>(row)].get());
}

QModelIndex ChainModel::parent(const QModelIndex& child) const
{
    const Node* const node = nodeOf(child);
    if (!child.isValid() || node->parent == nullptr || node->parent == m_root.get()) return {};
    return createIndex(node->parent->row, 0, node->parent);
}

int ChainModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeOf(parent)->children.size());
}

int ChainModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

QVariant ChainModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) return {};
    const Node& node = *nodeOf(index);
    const auto column = static_cast<Column>(index.column());
    if (role == SpanRole)
        return node.link != nullptr && node.link->span ? QVariant::fromValue(*node.link->span)
                                                       : QVariant();
    if (role == Qt::FontRole && node.chain != nullptr && column == What) {
        QFont font;
        font.setWeight(QFont::DemiBold);
        return font;
    }
    if (role == Qt::ForegroundRole && (node.fact != nullptr || column == Source || column == Date))
        return theme().muted;
    if (role == Qt::DecorationRole && column == What) {
        if (node.chain != nullptr) return iconOf(worstState(node.chain->links));
        if (node.link != nullptr) return iconOf(node.link->state);
        return {};
    }
    if (role == Qt::ToolTipRole && column == Account)
        return node.link != nullptr ? toShownText(node.link->account)
            : node.fact != nullptr  ? toShownText(node.fact->text)
                                    : QString();
    if (role != Qt::DisplayRole) return {};
    switch (column) {
    case What:
        if (node.chain != nullptr) return toShownText(node.chain->title);
        if (node.link != nullptr)
            return node.link->to.empty()
                ? toShownText(node.link->from)
                : toShownText(node.link->from) + u" → "_s + toShownText(node.link->to);
        return tr("fact %1").arg(toShownText(node.fact->id));
    case State:
        if (node.chain != nullptr) return linkStateWord(worstState(node.chain->links));
        return node.link != nullptr ? linkStateWord(node.link->state) : QString();
    case Account:
        return node.link != nullptr ? toShownText(node.link->account)
            : node.fact != nullptr  ? toShownText(node.fact->text)
                                    : QString();
    case Source:
        if (node.fact != nullptr) return toShownText(node.fact->source);
        return node.link != nullptr && !node.link->facts.empty()
            ? toShownText(node.link->facts.front().source)
            : QString();
    case Date:
        if (node.fact != nullptr) return toQString(node.fact->date);
        return node.link != nullptr && !node.link->facts.empty()
            ? toQString(node.link->facts.front().date)
            : QString();
    case ColumnCount:
        break;
    }
    return {};
}

QVariant ChainModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (static_cast<Column>(section)) {
    case What:
        return tr("Chain");
    case State:
        return tr("State");
    case Account:
        return tr("Why");
    case Source:
        return tr("Source");
    case Date:
        return tr("Date");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace pinwheel
