#include "ui/settings/settings_dialog.h"

#include "ui/named_combo.h"
#include "ui/qt_text.h"
#include "ui/settings/shortcut_page.h"
#include "ui/settings/text_size_box.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QStackedWidget>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

void choose(QComboBox* box, const QVariant& value)
{
    if (const int index = box->findData(value); index >= 0) box->setCurrentIndex(index);
}

/// Words that the user can mark and copy.
QLabel* factLabel(const QString& words, QWidget* parent)
{
    auto* const label = new QLabel(words.isEmpty() ? QObject::tr("not known yet") : words, parent);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setWordWrap(true);
    return label;
}

} // namespace

SettingsDialog::SettingsDialog(const UserSettings& settings, const std::vector<QAction*>& actions,
                               const QStringList& gpuNames, const DataFacts& facts, QWidget* parent)
    : QDialog(parent)
    , m_pages(new QListWidget(this))
    , m_stack(new QStackedWidget(this))
    , m_trouble(new QLabel(this))
{
    setWindowTitle(tr("Settings"));
    resize(760, 540);
    m_pages->setAccessibleName(tr("Pages of the settings"));
    m_pages->setObjectName(u"settingsPages"_s);
    m_pages->setFixedWidth(170);
    m_shortcuts = new ShortcutPage(actions, this);
    addPage(tr("Appearance"), makeAppearance(settings));
    addPage(tr("Editor"), makeEditor(settings));
    addPage(tr("Audit defaults"), makeAudit(settings, gpuNames));
    addPage(tr("Index and data"), makeIndex(settings, facts));
    addPage(tr("Shortcuts"), m_shortcuts);
    m_trouble->setProperty("trouble", true);
    m_trouble->setTextFormat(Qt::PlainText);
    m_trouble->setWordWrap(true);
    auto* const buttons =
        new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_accept = buttons->button(QDialogButtonBox::Ok);
    m_accept->setText(tr("Save"));
    m_accept->setProperty("primary", true);
    m_accept->style()->unpolish(m_accept); // It was polished before it had the property.
    m_accept->style()->polish(m_accept);
    buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_pages, &QListWidget::currentRowChanged, m_stack, &QStackedWidget::setCurrentIndex);
    auto* const middle = new QHBoxLayout;
    middle->setSpacing(14);
    middle->addWidget(m_pages);
    middle->addWidget(m_stack, 1);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 14);
    layout->addLayout(middle, 1);
    layout->addWidget(m_trouble);
    layout->addWidget(buttons);
    showPage(Appearance);
    check();
}

void SettingsDialog::addPage(const QString& title, QWidget* page)
{
    m_pages->addItem(title);
    page->setAccessibleName(title);
    m_stack->addWidget(page);
}

void SettingsDialog::showPage(Page page)
{
    m_pages->setCurrentRow(page);
}

QWidget* SettingsDialog::makeAppearance(const UserSettings& settings)
{
    auto* const page = new QWidget(this);
    m_theme = new QComboBox(page);
    nameCombo(*m_theme, tr("Theme"));
    m_theme->addItem(tr("As the system"), u"system"_s);
    m_theme->addItem(tr("Light"), u"light"_s);
    m_theme->addItem(tr("Dark"), u"dark"_s);
    m_theme->addItem(tr("High contrast"), u"high-contrast"_s);
    choose(m_theme, settings.theme);
    m_language = new QComboBox(page);
    nameCombo(*m_language, tr("Language"));
    m_language->addItem(tr("As the system"), QString());
    m_language->addItem(u"English"_s, u"en"_s);
    m_language->addItem(u"Deutsch"_s, u"de"_s);
    choose(m_language, settings.language);
    m_reopen = new QCheckBox(tr("Open the last project at the start"), page);
    m_reopen->setChecked(settings.reopen);
    auto* const words = new QLabel(tr("A new language is spoken from the next start on."), page);
    words->setProperty("muted", true);
    auto* const form = new QFormLayout(page);
    form->addRow(tr("Theme"), m_theme);
    form->addRow(tr("Language"), m_language);
    form->addRow({}, words);
    form->addRow({}, m_reopen);
    return page;
}

QWidget* SettingsDialog::makeEditor(const UserSettings& settings)
{
    auto* const page = new QWidget(this);
    m_notes = new QCheckBox(tr("Notes of the findings between the lines"), page);
    m_notes->setChecked(settings.notes);
    m_whitespace = new QCheckBox(tr("Show blanks"), page);
    m_whitespace->setChecked(settings.whitespace);
    m_zoom = new TextSizeBox(page);
    m_zoom->setValue(settings.zoom);
    auto* const form = new QFormLayout(page);
    form->addRow(tr("Text size"), m_zoom);
    form->addRow({}, m_notes);
    form->addRow({}, m_whitespace);
    return page;
}

QWidget* SettingsDialog::makeAudit(const UserSettings& settings, const QStringList& gpuNames)
{
    auto* const page = new QWidget(this);
    m_platform = new QComboBox(page);
    nameCombo(*m_platform, tr("Platform"));
    for (const QString& platform : {u"linux/amd64"_s, u"linux/arm64"_s})
        m_platform->addItem(platform, platform);
    choose(m_platform, toQString(settings.audit.platform));
    m_gpus = new QListWidget(page);
    m_gpus->setAccessibleName(tr("GPUs of the hosts"));
    for (const QString& name : gpuNames) {
        auto* const item = new QListWidgetItem(name, m_gpus);
        const bool chosen = std::ranges::contains(settings.audit.gpus, toStdString(name));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(chosen ? Qt::Checked : Qt::Unchecked);
    }
    m_driver = new QLineEdit(toQString(settings.audit.driver), page);
    m_driver->setAccessibleName(tr("NVIDIA driver of the hosts"));
    m_driver->setPlaceholderText(tr("for example 550.54.14; empty: not known"));
    connect(m_driver, &QLineEdit::textChanged, this, &SettingsDialog::check);
    m_profile = new QComboBox(page);
    nameCombo(*m_profile, tr("Rules to apply"));
    m_profile->addItem(tr("Default: contradictions and risks"), u"default"_s);
    m_profile->addItem(tr("Strict: with matters of style"), u"strict"_s);
    m_profile->addItem(tr("All rules"), u"all"_s);
    choose(m_profile, toQString(settings.audit.profile));
    auto* const words = new QLabel(tr("For projects that are opened for the first time. What a "
                                      "project's pinwheel.toml says counts more."),
                                   page);
    words->setWordWrap(true);
    words->setProperty("muted", true);
    auto* const form = new QFormLayout(page);
    form->addRow(words);
    form->addRow(tr("Platform"), m_platform);
    form->addRow(tr("GPUs of the hosts"), m_gpus);
    form->addRow(tr("Driver of the hosts"), m_driver);
    form->addRow(tr("Rules"), m_profile);
    return page;
}

QWidget* SettingsDialog::makeIndex(const UserSettings& settings, const DataFacts& facts)
{
    auto* const page = new QWidget(this);
    m_index = new QComboBox(page);
    nameCombo(*m_index, tr("Package index"));
    m_index->addItem(tr("Offline snapshot (shipped with Pinwheel)"), true);
    m_index->addItem(tr("No index: reason over version ranges alone"), false);
    choose(m_index, settings.audit.resolve);
    auto* const words = new QLabel(tr("Versions come from the data that Pinwheel ships. The "
                                      "network is asked only while a target says so."),
                                   page);
    words->setWordWrap(true);
    words->setProperty("muted", true);
    auto* const form = new QFormLayout(page);
    form->addRow(words);
    form->addRow(tr("Index of new projects"), m_index);
    form->addRow(tr("Index data of"), factLabel(facts.indexDate, page));
    form->addRow(tr("Facts of"), factLabel(facts.knowledgeDate, page));
    form->addRow(tr("Shipped data"), factLabel(facts.dataFolder, page));
    form->addRow(tr("These settings"), factLabel(facts.settingsFile, page));
    form->addRow(tr("Unsaved text"), factLabel(facts.journalFolder, page));
    return page;
}

void SettingsDialog::check()
{
    static const QRegularExpression form(u"^(\\d+(\\.\\d+)*)?$"_s);
    const bool isGood = m_driver == nullptr || form.match(m_driver->text().trimmed()).hasMatch();
    m_trouble->setText(
        isGood
            ? QString()
            : tr("“%1” is no driver version such as 550.54.14.").arg(m_driver->text().trimmed()));
    if (m_accept != nullptr) m_accept->setEnabled(isGood);
}

UserSettings SettingsDialog::settings() const
{
    UserSettings settings;
    settings.theme = m_theme->currentData().toString();
    settings.language = m_language->currentData().toString();
    settings.reopen = m_reopen->isChecked();
    settings.notes = m_notes->isChecked();
    settings.whitespace = m_whitespace->isChecked();
    settings.zoom = m_zoom->value();
    settings.audit.platform = toStdString(m_platform->currentData().toString());
    for (int row = 0; row < m_gpus->count(); ++row)
        if (m_gpus->item(row)->checkState() == Qt::Checked)
            settings.audit.gpus.push_back(toStdString(m_gpus->item(row)->text()));
    settings.audit.driver = toStdString(m_driver->text().trimmed());
    settings.audit.profile = toStdString(m_profile->currentData().toString());
    settings.audit.resolve = m_index->currentData().toBool();
    return settings;
}

} // namespace pinwheel
