#include "ui/target/target_dialog.h"

#include "ui/named_combo.h"
#include "ui/qt_text.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QStyle>
#include <QTableWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

enum ArgumentColumn { NameColumn, ValueColumn };

bool isDottedNumber(const QString& text)
{
    static const QRegularExpression form(u"^\\d+(\\.\\d+)*$"_s);
    return form.match(text).hasMatch();
}

} // namespace

std::vector<BuildArgument> buildArgumentsOf(const Dockerfile& dockerfile)
{
    std::vector<BuildArgument> result;
    for (const Instruction& instruction : dockerfile.instructions) {
        if (instruction.keyword != "ARG") continue;
        for (const Word& word : instruction.words) {
            const QString text = toShownText(word.text);
            const qsizetype equals = text.indexOf(u'=');
            BuildArgument argument {.name = equals < 0 ? text : text.left(equals),
                                    .written = equals < 0 ? QString() : text.mid(equals + 1),
                                    .hasDefault = equals >= 0};
            const auto known = std::ranges::find(result, argument.name, &BuildArgument::name);
            if (known == result.end())
                result.push_back(std::move(argument));
            else if (!known->hasDefault)
                *known = std::move(argument);
        }
    }
    return result;
}

TargetDialog::TargetDialog(const AuditOptions& options, const AuditPtr& audit, LiveIndex live,
                           QWidget* parent)
    : QDialog(parent)
    , m_options(options)
    , m_driver(new QLineEdit(toQString(options.driver), this))
    , m_profile(new QComboBox(this))
    , m_index(new QComboBox(this))
    , m_url(new QLineEdit(this))
    , m_noArguments(new QLabel(tr("The Dockerfile declares no ARG."), this))
    , m_arguments(new QTableWidget(0, 2, this))
    , m_trouble(new QLabel(this))
{
    setWindowTitle(tr("Target of the build"));
    resize(560, 480);
    m_driver->setPlaceholderText(tr("for example 550.54.14; empty: not known"));
    m_driver->setAccessibleName(tr("NVIDIA driver of the hosts"));
    m_profile->addItem(tr("Default: contradictions and risks"), u"default"_s);
    m_profile->addItem(tr("Strict: with matters of style"), u"strict"_s);
    m_profile->addItem(tr("All rules"), u"all"_s);
    m_profile->setCurrentIndex(std::max(0, m_profile->findData(toQString(options.profile))));
    nameCombo(*m_profile, tr("Rules to apply"));
    m_arguments->setHorizontalHeaderLabels({tr("Build argument"), tr("Value")});
    m_arguments->horizontalHeader()->setStretchLastSection(true);
    m_arguments->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_arguments->verticalHeader()->hide();
    m_noArguments->setProperty("muted", true);
    m_arguments->setColumnWidth(NameColumn, 200);
    m_arguments->setAccessibleName(tr("Build arguments"));
    m_arguments->setTabKeyNavigation(false);
    m_trouble->setProperty("trouble", true);
    m_trouble->setWordWrap(true);
    fillArguments(audit);

    addRows(live);
    auto* const add = new QPushButton(tr("Add an argument"), this);
    connect(add, &QPushButton::clicked, this, [this] {
        addArgument({}, {}, {});
        m_arguments->setCurrentCell(m_arguments->rowCount() - 1, NameColumn);
        m_arguments->editItem(m_arguments->currentItem());
    });
    auto* const buttons =
        new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_accept = buttons->button(QDialogButtonBox::Ok);
    m_accept->setText(tr("Audit"));
    m_accept->setProperty("primary", true);
    m_accept->style()->unpolish(m_accept); // It was polished before it had the property.
    m_accept->style()->polish(m_accept);
    buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-static-cast-downcast): made in addRows.
    auto* const layout = static_cast<QVBoxLayout*>(this->layout());
    layout->addWidget(m_noArguments);
    layout->addWidget(m_arguments, 1);
    layout->addWidget(add, 0, Qt::AlignLeft);
    layout->addWidget(m_trouble);
    layout->addWidget(buttons);
    connect(m_driver, &QLineEdit::textChanged, this, &TargetDialog::check);
    connect(m_url, &QLineEdit::textChanged, this, &TargetDialog::check);
    connect(m_index, &QComboBox::currentIndexChanged, this, &TargetDialog::check);
    connect(m_arguments, &QTableWidget::itemChanged, this, &TargetDialog::check);
    check();
}

void TargetDialog::addRows(const LiveIndex& live)
{
    m_index->addItem(tr("Offline snapshot (shipped with Pinwheel)"), u"snapshot"_s);
    if (live.isOffered) m_index->addItem(tr("Live: ask the indexes over the network"), u"live"_s);
    m_index->addItem(tr("No index: reason over version ranges alone"), u"none"_s);
    m_index->setCurrentIndex(m_index->findData(!m_options.resolve    ? u"none"_s
                                                   : live.defaultUrl ? u"live"_s
                                                                     : u"snapshot"_s));
    nameCombo(*m_index, tr("Package index"));
    m_url->setText(live.defaultUrl.value_or(
        qEnvironmentVariable("PIP_INDEX_URL", QSettings().value(u"index/url"_s).toString())));
    m_url->setPlaceholderText(tr("https://…/simple, as pip's index-url"));
    m_url->setAccessibleName(tr("Address of the default index"));
    auto* const form = new QFormLayout;
    form->addRow(tr("Driver of the hosts"), m_driver);
    form->addRow(tr("Rules"), m_profile);
    form->addRow(tr("Index"), m_index);
    form->addRow(tr("Default index"), m_url);
    form->setRowVisible(m_url, live.isOffered);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(10);
    layout->addLayout(form);
}

void TargetDialog::fillArguments(const AuditPtr& audit)
{
    std::map<std::string, std::string> set = m_options.buildArguments;
    for (const BuildArgument& argument :
         audit ? buildArgumentsOf(audit->model.dockerfile) : std::vector<BuildArgument>()) {
        const auto given = set.extract(toStdString(argument.name));
        addArgument(argument.name, given ? toQString(given.mapped()) : QString(),
                    argument.hasDefault ? tr("Default: %1").arg(argument.written)
                                        : tr("Without a default: unset where no value is given"));
    }
    for (const auto& [name, value] : set)
        addArgument(toQString(name), toQString(value),
                    tr("No ARG of the Dockerfile bears this name"));
}

void TargetDialog::addArgument(const QString& name, const QString& value, const QString& tip)
{
    const int row = m_arguments->rowCount();
    m_arguments->insertRow(row);
    for (const auto& [column, text] :
         {std::pair {NameColumn, name}, std::pair {ValueColumn, value}}) {
        auto* const item = new QTableWidgetItem(text);
        item->setToolTip(tip);
        m_arguments->setItem(row, column, item);
    }
}

void TargetDialog::check()
{
    const QString driver = m_driver->text().trimmed();
    QString trouble;
    if (!driver.isEmpty() && !isDottedNumber(driver))
        trouble = tr("“%1” is no driver version such as 550.54.14.").arg(driver);
    for (int row = 0; row < m_arguments->rowCount(); ++row) {
        const auto* const name = m_arguments->item(row, NameColumn);
        const auto* const value = m_arguments->item(row, ValueColumn);
        if (name != nullptr && value != nullptr && name->text().trimmed().isEmpty()
            && !value->text().isEmpty())
            trouble = tr("A value stands beside no name.");
    }
    const bool isLive = m_index->currentData() == u"live"_s;
    m_url->setEnabled(isLive);
    const QUrl url(m_url->text().trimmed(), QUrl::StrictMode);
    const bool isAddress = url.isValid() && !url.host().isEmpty()
        && (url.scheme() == "https"_L1 || url.scheme() == "http"_L1);
    if (isLive && !isAddress)
        trouble = tr(
            "Give the address of the default index, as pip's index-url: no address is built in.");
    m_noArguments->setVisible(m_arguments->rowCount() == 0);
    m_trouble->setText(trouble);
    if (m_accept != nullptr) m_accept->setEnabled(trouble.isEmpty());
}

std::optional<QString> TargetDialog::liveIndex() const
{
    return m_index->currentData() == u"live"_s ? std::optional(m_url->text().trimmed())
                                               : std::nullopt;
}

AuditOptions TargetDialog::options() const
{
    AuditOptions options = m_options;
    options.driver = toStdString(m_driver->text().trimmed());
    options.profile = toStdString(m_profile->currentData().toString());
    options.resolve = m_index->currentData() != u"none"_s;
    options.buildArguments.clear();
    for (int row = 0; row < m_arguments->rowCount(); ++row) {
        const QString name = m_arguments->item(row, NameColumn)->text().trimmed();
        const QString value = m_arguments->item(row, ValueColumn)->text();
        // An argument that was never given and one that is given as empty are not the same build.
        if (!name.isEmpty()
            && (!value.isEmpty() || m_options.buildArguments.contains(toStdString(name))))
            options.buildArguments[toStdString(name)] = toStdString(value);
    }
    return options;
}

} // namespace pinwheel
