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

/// Pixels of a selector's words where there is room for them, and where there is less.
constexpr int wideWords = 220;
constexpr int mediumWords = 130;
constexpr int narrowWords = 84;

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
    m_selectors.push_back({.button = m_more,
                           .label = nullptr,
                           .name = tr("More of the target: driver, build arguments, rules, index"),
                           .words = {}});
    m_more->setAccessibleName(m_selectors.back().name);
    connect(m_more, &QToolButton::clicked, this, &HeaderBar::targetRequested);
    layout->addWidget(m_more);
    m_overflow = new QToolButton(this);
    m_overflow->setText(u"»"_s);
    m_overflow->setPopupMode(QToolButton::InstantPopup);
    m_overflow->setMenu(new QMenu(m_overflow));
    m_overflow->setAccessibleName(tr("What else makes the target"));
    m_overflow->setToolTip(m_overflow->accessibleName());
    m_overflow->hide();
    layout->addWidget(m_overflow);
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

QToolButton* HeaderBar::addSelector(const QString& label, const QString& name)
{
    auto* const words = new QLabel(label, this);
    words->setProperty("muted", true);
    words->setContentsMargins(4, 0, 0, 0);
    auto* const button = new QToolButton(this);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(new QMenu(button));
    button->setAccessibleName(name);
    layout()->addWidget(words);
    layout()->addWidget(button);
    m_selectors.push_back({.button = button, .label = words, .name = name, .words = {}});
    return button;
}

void HeaderBar::setWords(SelectorIndex index, const QString& words, const QString& tip)
{
    Selector& selector = m_selectors[index];
    selector.words = words;
    const QString whole = tip.isEmpty() ? words : tip;
    selector.button->setToolTip(tr("%1: %2").arg(selector.name, whole));
    selector.button->setAccessibleDescription(whole);
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
    m_projectName = name;
    m_project->setAccessibleName(tr("Project %1, Dockerfile %2").arg(name, current));
    m_project->setToolTip(name + u'/' + current);
    m_project->menu()->clear();
    for (const QString& path : dockerfiles) {
        QAction* const action = m_project->menu()->addAction(path);
        action->setCheckable(true);
        action->setChecked(path == current);
        connect(action, &QAction::triggered, this, [this, path] { emit dockerfileChosen(path); });
    }
    if (dockerfiles.size() > 1) {
        m_project->menu()->addSeparator();
        connect(m_project->menu()->addAction(tr("Choose, with what each installs…")),
                &QAction::triggered, this, &HeaderBar::chooserRequested);
    }
    fit();
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
    m_selectors[BuildSelector].isOffered = !builds.empty();
    setWords(BuildSelector, name.isEmpty() ? tr("no service") : name,
             name.isEmpty() ? QString() : tr("%1 of %2").arg(name, file));
    fit();
}

void HeaderBar::setGpuNames(const QStringList& names)
{
    m_gpuNames = names;
    fillGpus();
    fit();
}

void HeaderBar::setOptions(const AuditOptions& options)
{
    m_options = options;
    fillStages();
    fillPlatforms();
    fillGpus();
    setWords(MoreSelector, moreWords());
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
    setWords(StageSelector, m_options.target.empty() ? tr("final") : toShownText(m_options.target));
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
    setWords(PlatformSelector, toShownText(m_options.platform));
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
    setWords(GpuSelector,
             chosen.isEmpty()         ? tr("none")
                 : chosen.size() == 1 ? chosen.front()
                                      : tr("%n chosen", nullptr, static_cast<int>(chosen.size())),
             chosen.join(u", "_s));
}

QString HeaderBar::moreWords() const
{
    QStringList words {!m_options.resolve ? tr("Ranges only")
                           : m_live       ? tr("Live index")
                                          : tr("Offline snapshot")};
    if (!m_options.driver.empty()) words += tr("driver %1").arg(toShownText(m_options.driver));
    if (!m_options.buildArguments.empty())
        words += tr("%n argument(s)", nullptr, static_cast<int>(m_options.buildArguments.size()));
    if (m_options.profile == "strict") words += tr("strict");
    if (m_options.profile == "all") words += tr("all rules");
    return words.join(u" · "_s);
}

void HeaderBar::setAudit(const AuditPtr& audit)
{
    m_audit = audit;
    fillStages();
    showVerdict();
    fit();
}

void HeaderBar::setLive(bool live)
{
    m_live = live;
    setWords(MoreSelector, moreWords());
    fit();
}

void HeaderBar::setStale(bool stale)
{
    m_stale = stale;
    showVerdict();
    fit();
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
    const bool clean = m_audit->counts == LevelCounts {};
    m_verdict->setToolTip(m_stale ? tr("Not yet of the present text: the audit is under way.")
                                  : tr("Overall risk: the worst level of all findings"));
    m_after->show(levelWordUpper(m_audit->afterSafeFixes), m_audit->afterSafeFixes, m_stale);
    m_after->setAccessibleName(tr("After fixes: %1").arg(m_after->words()));
    m_after->setToolTip(tr("Measured by auditing the text with all safe fixes applied"));
    m_apply->setEnabled(m_audit->allSafeFixes && !m_audit->allSafeFixes->edits.isEmpty()
                        && !m_stale);
    m_apply->setVisible(!clean);
}

void HeaderBar::writeVerdict(bool withCounts)
{
    if (!m_audit) return;
    const LevelCounts& counts = m_audit->counts;
    const bool clean = counts == LevelCounts {};
    QStringList words {clean ? tr("NO FINDING") : levelWordUpper(m_audit->before)};
    const auto count = [&words](std::uint32_t number, const QString& text) {
        if (number > 0) words += text;
    };
    count(counts.critical, tr("%n critical", nullptr, static_cast<int>(counts.critical)));
    count(counts.high, tr("%n high", nullptr, static_cast<int>(counts.high)));
    count(counts.medium, tr("%n medium", nullptr, static_cast<int>(counts.medium)));
    count(counts.low, tr("%n low", nullptr, static_cast<int>(counts.low)));
    const QString all = words.join(u" · "_s);
    const auto number =
        static_cast<int>(counts.critical + counts.high + counts.medium + counts.low);
    m_verdict->show(
        withCounts || clean ? all : words.front() + u" · "_s + tr("%n finding(s)", nullptr, number),
        clean ? std::nullopt : std::optional(m_audit->before), m_stale);
    m_verdict->setAccessibleName(all);
}

void HeaderBar::writeApply(bool whole)
{
    if (!m_audit) return;
    const auto hasSafeFix = [](const Finding& finding) {
        return !finding.suppressedBy
            && std::ranges::contains(finding.fixes, Applicability::Safe, &Fix::applicability);
    };
    const int safe =
        std::max(1, static_cast<int>(std::ranges::count_if(m_audit->findings, hasSafeFix)));
    const bool offered = m_audit->allSafeFixes && !m_audit->allSafeFixes->edits.isEmpty();
    const QString apply = offered ? tr("Apply %n safe fix(es)", nullptr, safe) : tr("No safe fix");
    m_apply->setText(whole || !offered ? apply : tr("Apply %n", "safe fixes", safe));
    m_apply->setAccessibleName(apply);
    m_apply->setToolTip(apply);
}

void HeaderBar::writeSelectors(int room, bool named)
{
    const auto shown = [this, room](const QString& words) {
        return fontMetrics().elidedText(words, Qt::ElideRight, room);
    };
    m_project->setText(withArrow(shown(m_projectName)));
    for (const Selector& selector : m_selectors)
        selector.button->setText(selector.label == nullptr ? shown(selector.words + u'…')
                                                           : withArrow(shown(selector.words)));
    // "none" alone says nothing where its label has no room.
    if (named && m_options.gpus.size() != 1)
        m_gpu->setText(withArrow(tr("GPU: %1").arg(shown(m_selectors[GpuSelector].words))));
}

void HeaderBar::moveToOverflow(SelectorIndex index)
{
    const Selector& selector = m_selectors[index];
    if (!selector.isOffered) return;
    selector.button->hide();
    QMenu* const menu = m_overflow->menu();
    if (!m_overflow->isVisibleTo(this)) menu->clear();
    m_overflow->show();
    const QString words = selector.button->toolTip().replace(u'&', u"&&"_s);
    QAction* const first = menu->actions().value(0);
    if (QMenu* const own = selector.button->menu()) {
        own->setTitle(words);
        menu->insertMenu(first, own);
        return;
    }
    auto* const action = new QAction(moreWords().replace(u'&', u"&&"_s) + u'…', menu);
    connect(action, &QAction::triggered, this, &HeaderBar::targetRequested);
    menu->insertAction(first, action);
}

void HeaderBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

bool HeaderBar::isTooWide() const
{
    return layout()->minimumSize().width() > width();
}

void HeaderBar::fit()
{
    const bool judged = m_audit && m_audit->counts != LevelCounts {};
    for (const Selector& selector : m_selectors) {
        selector.button->setVisible(selector.isOffered);
        if (selector.label != nullptr) selector.label->setVisible(selector.isOffered);
    }
    m_overflow->hide();
    m_afterWords->setVisible(judged);
    m_afterWords->setText(tr("after fixes"));
    m_after->setVisible(judged);
    writeVerdict(true);
    writeApply(true);
    writeSelectors(wideWords, false);
    if (isTooWide()) {
        for (const Selector& selector : m_selectors)
            if (selector.label != nullptr) selector.label->hide();
        writeSelectors(wideWords, true);
    }
    if (isTooWide()) m_afterWords->setText(u"→"_s);
    if (isTooWide()) writeVerdict(false);
    if (isTooWide()) writeApply(false);
    for (const int room : {mediumWords, narrowWords})
        if (isTooWide()) writeSelectors(room, true);
    for (const SelectorIndex index :
         {MoreSelector, GpuSelector, PlatformSelector, StageSelector, BuildSelector})
        if (isTooWide()) moveToOverflow(index);
    if (isTooWide()) {
        m_afterWords->hide();
        m_after->hide();
    }
    layout()->activate();
}

void HeaderBar::changeEvent(QEvent* event)
{
    if (event != nullptr) QWidget::changeEvent(event);
    if (event == nullptr || event->type() == QEvent::PaletteChange)
        m_brand->setIcon(brandIcon(theme().text));
}

} // namespace pinwheel
