#include "ui/theme/style_sheet.h"

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

// Names in @…@ stand for colours of the theme. Buttons and fields are 28 pixels high; Qt gives a
// tool button three pixels that no rule asks for.
constexpr auto sheet = R"(
QMainWindow, QDialog { background: @window@; }
QMainWindow::separator { background: transparent; width: 6px; height: 6px; }
QToolTip { background: @panel@; color: @text@; border: 1px solid @border@; padding: 4px 6px; }
QFrame[panel="true"] { background: @panel@; border: 1px solid @border@; border-radius: 6px; }
QDockWidget { titlebar-close-icon: none; titlebar-normal-icon: none; }

QToolBar#header { background: @panel@; border: 0; border-bottom: 1px solid @border@; padding: 0; spacing: 0; }
QWidget#headerBar { background: @panel@; }

QToolButton, QPushButton {
  background: @field@; color: @text@; border: 1px solid @border@; border-radius: 5px; padding: 4px 10px; min-height: 18px; }
QToolButton { padding: 3px 10px 2px 10px; }
QToolButton:hover, QPushButton:hover { background: @hover@; }
QToolButton:pressed, QPushButton:pressed, QToolButton:checked, QPushButton:checked { background: @accentSoft@; }
QToolButton:focus, QPushButton:focus { border-color: @accent@; }
QToolButton:disabled, QPushButton:disabled { color: @disabled@; background: @window@; border-style: @disabledEdge@; }
QToolButton::menu-indicator { image: none; width: 0; }
QPushButton[primary="true"] { background: @accent@; color: @onAccent@; border-color: @accent@; font-weight: 600; }
QPushButton[primary="true"]:hover { background: @accent@; border-color: @text@; }
QPushButton[primary="true"]:focus { border-color: @text@; }
QPushButton[primary="true"]:disabled { background: @hover@; color: @disabled@; border-color: @border@; }
QToolButton[flat="true"], QPushButton[flat="true"] { background: transparent; border-color: transparent; }
QToolButton[flat="true"]:hover, QPushButton[flat="true"]:hover { background: @hover@; }
QToolButton[flat="true"]:focus, QPushButton[flat="true"]:focus { border-color: @accent@; }
QToolButton#brand { font-weight: 700; font-size: 14px; padding: 3px 6px 2px 6px; }

QLabel[muted="true"] { color: @muted@; }
QLabel[title="true"] { font-weight: 600; font-size: 14px; }
QLabel[heading="true"] { color: @muted@; font-weight: 600; }
QLabel[link="true"] { color: @link@; }
QLabel[trouble="true"] { color: @highText@; }
QToolButton[switch="true"] { padding: 3px 7px 2px 7px; }
QToolButton[switch="true"]:!checked { color: @faint@; border-style: dashed; background: transparent; }
QToolButton[switch="true"]:checked { background: @field@; }

QLineEdit, QComboBox, QKeySequenceEdit {
  background: @field@; color: @text@; border: 1px solid @border@; border-radius: 5px; padding: 4px 8px; min-height: 18px;
  selection-background-color: @accent@; selection-color: @onAccent@; }
QLineEdit, QKeySequenceEdit { placeholder-text-color: @faint@; }
QLineEdit:focus, QComboBox:focus { border-color: @accent@; }
QLineEdit:disabled, QComboBox:disabled { background: @window@; color: @disabled@; border-style: @disabledEdge@; }
QAbstractSpinBox QLineEdit { background: transparent; border: 0; padding: 0; min-height: 0; }
QComboBox::drop-down { border: 0; width: 20px; }
QComboBox::down-arrow { width: 0; height: 0; border-left: 4px solid @field@; border-right: 4px solid @field@; border-top: 5px solid @muted@; }
QComboBox QAbstractItemView { background: @panel@; border: 1px solid @border@; outline: 0; }

QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @muted@; padding: 7px 12px 6px 12px; border: 0;
  border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: @text@; }
QTabBar::tab:selected { color: @text@; border-bottom: 2px solid @accent@; font-weight: 600; }
QTabBar::tab:focus { color: @accent@; }
QTabBar::scroller { width: 40px; }

QTableView, QTreeView, QListView { background: transparent; alternate-background-color: transparent; color: @text@; border: 0; outline: 0;
  gridline-color: @border@; selection-background-color: @accentSoft@; selection-color: @text@; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected { background: @accentSoft@; color: @text@; }
QTableView[frozen="true"] { background: @panel@; }
QTreeView::item { padding: 3px 4px; border-bottom: 1px solid @window@; }
QTreeView::item:hover, QListView::item:hover { background: @hover@; }
QListView::item { padding: 4px 6px; border-radius: 4px; }
QListView#settingsPages::item { border: 0; border-left: 3px solid transparent; border-radius: 0; }
QListView#settingsPages::item:selected { border-left-color: @accent@; }
QHeaderView { background: transparent; border: 0; }
QHeaderView::section { background: @panel@; color: @muted@; border: 0; border-bottom: 1px solid @border@; padding: 5px 6px; font-weight: 500; }
QTableView QHeaderView::section { padding: 5px 3px; }
QTableCornerButton::section { background: @panel@; border: 0; }

QPlainTextEdit, QTextBrowser, QTextEdit { background: @panel@; color: @text@; border: 0;
  selection-background-color: @accent@; selection-color: @onAccent@; }
QPlainTextEdit#diffView { border: 1px solid @border@; border-radius: 5px; }
QScrollArea { background: transparent; border: 0; }
QScrollArea > QWidget > QWidget[clear="true"] { background: transparent; }
QSplitter::handle { background: transparent; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @border@; border-radius: 3px; margin: 2px; min-width: 28px; min-height: 28px; }
QScrollBar::handle:hover { background: @faint@; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: transparent; border: 0; width: 0; height: 0; }
QAbstractScrollArea::corner { background: transparent; }

QMenu { background: @panel@; color: @text@; border: 1px solid @border@; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 22px; border-radius: 4px; }
QMenu::item:selected { background: @accentSoft@; color: @text@; }
QMenu::item:disabled { color: @disabled@; }
QMenu::separator { height: 1px; background: @border@; margin: 4px 6px; }
QMenuBar { background: @panel@; color: @text@; border-bottom: 1px solid @border@; }
QMenuBar::item { padding: 4px 8px; background: transparent; }
QMenuBar::item:selected { background: @accentSoft@; }

QStatusBar { background: @window@; color: @muted@; border: 0; }
QStatusBar QLabel { color: @muted@; }
QStatusBar::item { border: 0; }
QToolButton#stopAudit { padding: 0 6px; min-height: 0; border: 0; background: transparent; color: @link@; }
QToolButton#stopAudit:hover { text-decoration: underline; }
QToolButton#stopAudit:focus { border: 1px solid @accent@; }
QProgressBar { background: @border@; border: 0; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: @accent@; border-radius: 3px; }
QFrame#hairline { background: @border@; border: 0; }
QFrame#titleRow { background: @panel@; border: 1px solid @border@; border-top-left-radius: 6px; border-top-right-radius: 6px; }
QFrame#panelBody { background: @panel@; border: 1px solid @border@; border-top: 0; border-bottom-left-radius: 6px; border-bottom-right-radius: 6px; }
QFrame#changeBar { background: @mediumSoft@; border: 0; border-bottom: 1px solid @border@; }
QFrame#changeBar QLabel { color: @mediumText@; }
QFrame#findBar { background: @hover@; border: 0; border-top: 1px solid @border@; }
QCheckBox { color: @text@; spacing: 6px; }
QGroupBox { border: 1px solid @border@; border-radius: 6px; margin-top: 8px; padding-top: 10px; }
QGroupBox::title { subcontrol-origin: margin; left: 10px; padding: 0 4px; color: @muted@; }
)";

} // namespace

QString styleSheetOf(const ThemeColors& colors)
{
    QString result = QString::fromUtf8(sheet);
    const auto put = [&result](QLatin1StringView name, const QColor& color) {
        result.replace(u'@' + QString(name) + u'@', color.name());
    };
    put("window"_L1, colors.window);
    put("panel"_L1, colors.panel);
    put("field"_L1, colors.field);
    put("hover"_L1, colors.hover);
    put("border"_L1, colors.border);
    put("text"_L1, colors.text);
    put("muted"_L1, colors.muted);
    put("faint"_L1, colors.faint);
    put("disabled"_L1, colors.disabled);
    put("accent"_L1, colors.accent);
    put("onAccent"_L1, colors.onAccent);
    put("accentSoft"_L1, colors.accentSoft);
    put("link"_L1, colors.link);
    put("mediumSoft"_L1, colors.of(Level::Medium).soft);
    put("highText"_L1, colors.of(Level::High).text);
    put("mediumText"_L1, colors.of(Level::Medium).text);
    // Where every edge is white, colour alone does not say what cannot be used.
    result.replace(u"@disabledEdge@"_s,
                   colors.kind == ThemeKind::HighContrast ? u"dashed"_s : u"solid"_s);
    return result;
}

} // namespace pinwheel
