#include "ui/report/report_view.h"

#include "ui/named_combo.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextDocument>
#include <QTextTable>
#include <QVBoxLayout>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

ReportView::ReportView(std::vector<ReportChoice> formats, RenderFunction render, QWidget* parent)
    : QWidget(parent)
    , m_formats(std::move(formats))
    , m_render(std::move(render))
    , m_format(new QComboBox(this))
    , m_rendered(new QCheckBox(tr("Rendered"), this))
    , m_preview(new QTextBrowser(this))
{
    nameCombo(*m_format, tr("Format of the report"));
    for (const ReportChoice& format : m_formats)
        m_format->addItem(format.title, format.word);
    if (const int markdown = m_format->findData(u"markdown"_s); markdown >= 0)
        m_format->setCurrentIndex(markdown);
    m_rendered->setAccessibleName(tr("Show Markdown rendered"));
    m_rendered->setChecked(true);
    m_preview->setAccessibleName(tr("Preview of the report"));
    m_preview->setOpenLinks(false);
    m_preview->setVerticalScrollBarPolicy(
        Qt::ScrollBarAlwaysOn); // Tables keep the width that they were laid out for.
    m_preview->document()->setDocumentMargin(14);
    auto* const save = new QPushButton(tr("Export…"), this);
    save->setAccessibleName(tr("Export the report in this format"));
    auto* const pdf = new QPushButton(tr("Export PDF…"), this);
    auto* const bar = new QHBoxLayout;
    bar->setContentsMargins(10, 8, 10, 4);
    bar->setSpacing(8);
    bar->addWidget(m_format);
    bar->addWidget(m_rendered);
    bar->addWidget(save);
    bar->addWidget(pdf);
    bar->addStretch(1);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_preview, 1);
    const auto again = [this] {
        m_fresh = false;
        refresh();
    };
    connect(m_format, &QComboBox::currentIndexChanged, this, again);
    connect(m_rendered, &QCheckBox::toggled, this, again);
    connect(save, &QPushButton::clicked, this, [this] {
        if (const ReportChoice* const format = chosen()) emit exportRequested(format->word);
    });
    connect(pdf, &QPushButton::clicked, this, &ReportView::pdfRequested);
}

const ReportChoice* ReportView::chosen() const
{
    const int index = m_format->currentIndex();
    return index < 0 || index >= static_cast<int>(m_formats.size())
        ? nullptr
        : &m_formats[static_cast<std::size_t>(index)];
}

void ReportView::setAudit(const AuditPtr& audit, const QString& project)
{
    m_audit = audit;
    m_project = project;
    m_fresh = false;
    refresh();
}

void ReportView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void ReportView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange) return;
    m_fresh = false; // The document carries colours of its own.
    refresh();
}

void ReportView::refresh()
{
    if (m_fresh || !isVisible()) return;
    m_fresh = true;
    const ReportChoice* const format = chosen();
    if (!m_audit || format == nullptr || !m_render) {
        m_preview->setPlainText(tr("The report appears here once something is audited."));
        return;
    }
    const int scroll = m_preview->verticalScrollBar()->value();
    const QByteArray bytes = m_render(format->word, *m_audit, m_project);
    const bool isMarkdown = format->word == "markdown"_L1;
    m_rendered->setEnabled(isMarkdown);
    if (isMarkdown && m_rendered->isChecked()) {
        fillDocument(*m_preview->document(), bytes);
    } else {
        m_preview->document()->setDefaultFont(codeFont(9));
        m_preview->setPlainText(QString::fromUtf8(bytes));
    }
    m_preview->verticalScrollBar()->setValue(scroll);
}

namespace {

/// Tables get thin borders and room, code the fixed-width font on a tint.
void styleDocument(QTextDocument& document)
{
    const ThemeColors& colors = theme();
    QTextCursor cursor(&document);
    cursor.beginEditBlock(); // Laid out once, not after each table and each word of code.
    QList<QTextFrame*> frames {document.rootFrame()};
    while (!frames.isEmpty()) {
        QTextFrame* const frame = frames.takeFirst();
        frames += frame->childFrames();
        auto* const table = qobject_cast<QTextTable*>(frame);
        if (table == nullptr) continue;
        QTextTableFormat format = table->format();
        format.setBorder(1);
        format.setBorderCollapse(true);
        format.setBorderBrush(colors.border);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setCellPadding(4);
        format.setCellSpacing(0);
        format.setTopMargin(4);
        format.setBottomMargin(8);
        table->setFormat(format);
        for (int column = 0; table->rows() > 0 && column < table->columns(); ++column) {
            QTextTableCell cell = table->cellAt(0, column);
            QTextCharFormat head = cell.format();
            head.setBackground(colors.hover);
            cell.setFormat(head);
        }
    }
    const QString family = codeFont().family();
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const bool isCode = block.blockFormat().hasProperty(QTextFormat::BlockCodeLanguage)
            || block.blockFormat().hasProperty(QTextFormat::BlockCodeFence);
        if (isCode) {
            cursor.setPosition(block.position());
            QTextBlockFormat format = block.blockFormat();
            format.setBackground(colors.hover);
            format.setNonBreakableLines(false);
            cursor.setBlockFormat(format);
        }
        for (auto fragment = block.begin(); !fragment.atEnd(); ++fragment) {
            const QTextCharFormat old = fragment.fragment().charFormat();
            if (!isCode && !old.fontFixedPitch()) continue;
            cursor.setPosition(fragment.fragment().position());
            cursor.setPosition(fragment.fragment().position() + fragment.fragment().length(),
                               QTextCursor::KeepAnchor);
            QTextCharFormat format;
            format.setFontFamilies({family});
            cursor.mergeCharFormat(format);
        }
    }
    cursor.endEditBlock();
}

} // namespace

void fillDocument(QTextDocument& document, const QByteArray& markdown)
{
    QFont font = QTextDocument().defaultFont();
    font.setPointSizeF(9.75);
    document.setDefaultFont(font);
    document.setMarkdown(QString::fromUtf8(markdown),
                         QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub)
                             | QTextDocument::MarkdownNoHTML);
    styleDocument(document);
}

} // namespace pinwheel
