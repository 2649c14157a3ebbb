#include "ui/header_bar.h"

#include "ui/brand_icon.h"
#include "ui/level_pill.h"
#include "ui/qt_text.h"
#include "ui/theme/theme.h"
#include "ui/words.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

QString withArrow(const QString& text)
{
    return text + u" ▾"_s;
}

} // namespace

HeaderBar::HeaderBar(QWidget* parent)
    : QWidget(parent)
    , m_brand(new QToolButton(this))
    , m_project(new QToolButton(this))
    , m_verdict(new LevelPill(this))
    , m_afterWords(new QLabel(tr("after fixes"), this))
    , m_after(new LevelPill(this))
    , m_apply(new QPushButton(this))
    , m_export(new QToolButton(this))
{
    setObjectName(u"headerBar"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(7);
    setLayout(layout);

    m_brand->setObjectName(u"brand"_s);
    m_brand->setText(u"Pinwheel"_s);
    m_brand->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_brand->setPopupMode(QToolButton::InstantPopup);
    m_brand->setProperty("flat", true);
    m_brand->setAccessibleName(tr("Main menu"));
    m_brand->setToolTip(tr("Main menu"));
    layout->addWidget(m_brand);
    auto* const open = new QToolButton(this);
    open->setText(tr("Open…"));
    open->setAccessibleName(tr("Open a folder or Dockerfile"));
    connect(open, &QToolButton::clicked, this, &HeaderBar::openRequested);
    layout->addWidget(open);
    m_project->setPopupMode(QToolButton::InstantPopup);
    m_project->setMenu(new QMenu(m_project));
    m_project->hide();
    layout->addWidget(m_project);
    m_build = addSelector(tr("Service"), tr("Service of a Compose file, or target of a bake file"));
    m_stage = addSelector(tr("Stage"), tr("Target stage"));
    m_platform = addSelector(tr("Platform"), tr("Target platform"));
    m_gpu = addSelector(tr("GPU"), tr("GPUs of the hosts"));
    m_more = new QToolButton(this);
    m_more->setAccessibleName(tr("More of the target: driver, build arguments, rules, index"));
    m_more->setToolTip(m_more->accessibleName());
    connect(m_more, &QToolButton::clicked, this, &HeaderBar::targetRequested);
    layout->addWidget(m_more);
    layout->addStretch(1);
    layout->addWidget(m_verdict);
    m_afterWords->setProperty("muted", true);
    layout->addWidget(m_afterWords);
    layout->addWidget(m_after);
    m_apply->setProperty("primary", true);
    connect(m_apply, &QPushButton::clicked, this, &HeaderBar::applySafeRequested);
    layout->addWidget(m_apply);
    m_export->setText(withArrow(tr("Export")));
    m_export->setPopupMode(QToolButton::InstantPopup);
    m_export->setAccessibleName(tr("Export the audit"));
    layout->addWidget(m_export);
    for (QToolButton* const button : findChildren<QToolButton*>())
        button->setFocusPolicy(Qt::TabFocus);
    setOptions({});
    setAudit(nullptr);
    changeEvent(nullptr);
}

QToolButton* HeaderBar::addSelector(const QString& label, const QString& accessibleName)
{
    auto* const words = new QLabel(label, this);
    words->setProperty("muted", true);
    words->setContentsMargins(4, 0, 0, 0);
    m_labels.push_back(words);
    auto* const button = new QToolButton(this);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(new QMenu(button));
    button->setAccessibleName(accessibleName);
    button->setToolTip(accessibleName);
    layout()->addWidget(words);
    layout()->addWidget(button);
    return button;
}

void HeaderBar::setMainMenu(QMenu* menu)
{
    m_brand->setMenu(menu);
}

void HeaderBar::setExportMenu(QMenu* menu)
{
    m_export->setMenu(menu);
}

void HeaderBar::setProject(const QString& name, const QStringList& dockerfiles,
                           const QString& current)
{
    m_project->setVisible(!name.isEmpty());
    m_project->setText(withArrow(name));
    m_project->setAccessibleName(tr("Project %1, Dockerfile %2").arg(name, current));
    m_project->setToolTip(current);
    m_project->menu()->clear();
    for (const QString& path : dockerfiles) {
        QAction* const action = m_project->menu()->addAction(path);
        action->setCheckable(true);
        action->setChecked(path == current);
        connect(action, &QAction::triggered, this, [this, path] { emit dockerfileChosen(path); });
    }
    if (dockerfiles.size() < 2) return;
    m_project->menu()->addSeparator();
    connect(m_project->menu()->addAction(tr("Choose, with what each installs…")),
            &QAction::triggered, this, &HeaderBar::chooserRequested);
}

void HeaderBar::setBuilds(const std::vector<BuildChoice>& builds, const QString& file,
                          const QString& name)
{
    QMenu* const menu = m_build->menu();
    menu->clear();
    auto* const group = new QActionGroup(menu);
    const auto add = [&](const QString& text, const QString& ofFile, const QString& ofName) {
        QAction* const action = menu->addAction(QString(text).replace(u'&', u"&&"_s));
        action->setCheckable(true);
        action->setChecked(file == ofFile && name == ofName);
        group->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, ofFile, ofName] { emit buildChosen(ofFile, ofName); });
        return action;
    };
    add(tr("none: the Dockerfile alone"), {}, {});
    QString section;
    for (const BuildChoice& build : builds) {
        if (std::exchange(section, build.file) != build.file) menu->addSection(build.file);
        QString words = build.trouble;
        if (words.isEmpty())
            words = toShownText(build.entry.dockerfile)
                + (build.entry.target.empty()
                       ? QString()
                       : tr(", stage %1").arg(toShownText(build.entry.target)));
        QAction* const action =
            add(build.name.isEmpty() ? words : tr("%1 · %2").arg(build.name, words), build.file,
                build.name);
        action->setEnabled(build.trouble.isEmpty());
    }
    m_hasBuilds = !builds.empty();
    m_build->setText(withArrow(name.isEmpty() ? tr("no service") : name));
    m_build->setToolTip(name.isEmpty() ? m_build->accessibleName()
                                       : tr("%1 of %2").arg(name, file));
    fit();
}

void HeaderBar::setGpuNames(const QStringList& names)
{
    m_gpuNames = names;
    fillGpus();
}

void HeaderBar::setOptions(const AuditOptions& options)
{
    m_options = options;
    fillStages();
    fillPlatforms();
    fillGpus();
    showMore();
    fit();
}

void HeaderBar::fillStages()
{
    m_stage->menu()->clear();
    auto* const group = new QActionGroup(m_stage->menu());
    const auto add = [&](const QString& text, const QString& value) {
        QAction* const action = m_stage->menu()->addAction(text);
        action->setCheckable(true);
        action->setChecked(toQString(m_options.target) == value);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, value] { emit stageChosen(value); });
    };
    add(tr("final (the last stage)"), {});
    if (m_audit) {
        for (const StageTrace& stage : m_audit->model.trace.stages) {
            const QString name =
                stage.name.empty() ? QString::number(stage.index) : toShownText(stage.name);
            add(tr("%1 · from %2").arg(name, toShownText(stage.base.reference)), name);
        }
    }
    m_stage->setText(
        withArrow(m_options.target.empty() ? tr("final") : toShownText(m_options.target)));
}

void HeaderBar::fillPlatforms()
{
    m_platform->menu()->clear();
    auto* const group = new QActionGroup(m_platform->menu());
    QStringList platforms {u"linux/amd64"_s, u"linux/arm64"_s};
    if (!platforms.contains(toQString(m_options.platform)))
        platforms += toQString(m_options.platform);
    for (const QString& platform : platforms) {
        QAction* const action = m_platform->menu()->addAction(platform);
        action->setCheckable(true);
        action->setChecked(toQString(m_options.platform) == platform);
        group->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, platform] { emit platformChosen(platform); });
    }
    m_platform->setText(withArrow(toShownText(m_options.platform)));
}

void HeaderBar::fillGpus()
{
    m_gpu->menu()->clear();
    QStringList chosen;
    for (const std::string& gpu : m_options.gpus)
        chosen += toShownText(gpu);
    QStringList names = m_gpuNames;
    for (const QString& gpu : chosen)
        if (!names.contains(gpu)) names += gpu;
    QAction* const none = m_gpu->menu()->addAction(tr("none chosen"));
    none->setCheckable(true);
    none->setChecked(chosen.isEmpty());
    connect(none, &QAction::triggered, this, [this] { emit gpusChosen({}); });
    m_gpu->menu()->addSeparator();
    for (const QString& name : std::as_const(names)) {
        QAction* const action = m_gpu->menu()->addAction(name);
        action->setCheckable(true);
        action->setChecked(chosen.contains(name));
        connect(action, &QAction::triggered, this, [this, name, chosen](bool on) {
            QStringList next = chosen;
            next.removeAll(name);
            if (on) next += name;
            emit gpusChosen(next);
        });
    }
    nameGpus(false);
}

void HeaderBar::nameGpus(bool named)
{
    const int count = static_cast<int>(m_options.gpus.size());
    const QString words = count == 0 ? tr("none")
        : count == 1                 ? toShownText(m_options.gpus.front())
                                     : tr("%n chosen", nullptr, count);
    // "none" alone says nothing where its label has no room.
    m_gpu->setText(withArrow(named && count != 1 ? tr("GPU: %1").arg(words) : words));
}

void HeaderBar::showMore()
{
    QStringList words {!m_options.resolve ? tr("Ranges only")
                           : m_live       ? tr("Live index")
                                          : tr("Offline snapshot")};
    if (!m_options.driver.empty()) words += tr("driver %1").arg(toShownText(m_options.driver));
    if (!m_options.buildArguments.empty())
        words += tr("%n argument(s)", nullptr, static_cast<int>(m_options.buildArguments.size()));
    if (m_options.profile == "strict") words += tr("strict");
    if (m_options.profile == "all") words += tr("all rules");
    m_more->setText(words.join(u" · "_s) + u"…"_s);
}

void HeaderBar::setAudit(const AuditPtr& audit)
{
    m_audit = audit;
    fillStages();
    showVerdict();
}

void HeaderBar::setLive(bool live)
{
    m_live = live;
    showMore();
    fit();
}

void HeaderBar::setStale(bool stale)
{
    m_stale = stale;
    showVerdict();
}

void HeaderBar::showVerdict()
{
    const bool shown = m_audit != nullptr;
    m_verdict->setVisible(shown);
    m_after->setVisible(shown);
    m_afterWords->setVisible(shown);
    m_apply->setVisible(shown);
    m_export->setEnabled(shown);
    if (!shown) return;
    const LevelCounts& counts = m_audit->counts;
    const bool clean = counts == LevelCounts {};
    QStringList words;
    words += clean ? tr("NO FINDING") : levelWordUpper(m_audit->before);
    const auto count = [&words](std::uint32_t number, const QString& text) {
        if (number > 0) words += text;
    };
    count(counts.critical, tr("%n critical", nullptr, static_cast<int>(counts.critical)));
    count(counts.high, tr("%n high", nullptr, static_cast<int>(counts.high)));
    count(counts.medium, tr("%n medium", nullptr, static_cast<int>(counts.medium)));
    count(counts.low, tr("%n low", nullptr, static_cast<int>(counts.low)));
    m_verdict->show(words.join(u" · "_s), clean ? std::nullopt : std::optional(m_audit->before),
                    m_stale);
    m_verdict->setToolTip(m_stale ? tr("Not yet of the present text: the audit is under way.")
                                  : tr("Overall risk: the worst level of all findings"));
    m_after->show(levelWordUpper(m_audit->afterSafeFixes), m_audit->afterSafeFixes, m_stale);
    m_after->setToolTip(tr("Measured by auditing the text with all safe fixes applied"));

    int safe = 0;
    for (const Finding& finding : m_audit->findings) {
        if (finding.suppressedBy) continue;
        safe += std::ranges::any_of(
                    finding.fixes,
                    [](const Fix& fix) { return fix.applicability == Applicability::Safe; })
            ? 1
            : 0;
    }
    const bool offered = m_audit->allSafeFixes && !m_audit->allSafeFixes->edits.isEmpty();
    m_apply->setText(offered ? tr("Apply %n safe fix(es)", nullptr, std::max(safe, 1))
                             : tr("No safe fix"));
    m_apply->setAccessibleName(m_apply->text());
    m_apply->setEnabled(offered && !m_stale);
    m_apply->setVisible(!clean);
    fit();
}

void HeaderBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

void HeaderBar::fit()
{
    const bool judged = m_audit && m_audit->counts != LevelCounts {};
    const std::vector<QWidget*> optional {m_more, m_gpu, m_platform, m_stage, m_build};
    for (QLabel* const label : m_labels)
        label->show();
    for (QWidget* const widget : optional)
        widget->show();
    m_build->setVisible(m_hasBuilds);
    m_labels.front()->setVisible(m_hasBuilds);
    nameGpus(false);
    m_afterWords->setVisible(judged);
    m_after->setVisible(judged);
    const auto tooWide = [this] { return layout()->minimumSize().width() > width(); };
    if (tooWide()) {
        for (QLabel* const label : m_labels)
            label->hide();
        nameGpus(true);
    }
    if (tooWide()) m_afterWords->hide();
    // The verdict and what to do about it count more than the selectors.
    for (QWidget* const widget : optional)
        if (tooWide()) widget->hide();
    if (tooWide()) m_after->hide();
    layout()->activate();
}

void HeaderBar::changeEvent(QEvent* event)
{
    if (event != nullptr) QWidget::changeEvent(event);
    if (event == nullptr || event->type() == QEvent::PaletteChange)
        m_brand->setIcon(brandIcon(theme().text));
}

} // namespace pinwheel
