#pragma once

#include "ui/selection_model.h"
#include "ui/target/build_choice.h"
#include "ui/workbench_services.h"

#include <QMainWindow>

#include <functional>
#include <map>
#include <optional>

class QDockWidget;
class QLabel;
class QMenu;
class QStackedWidget;
class QTabBar;

namespace pinwheel {

struct JournaledSession;
struct UserSettings;
class AuditProgress;
class ChainView;
class CompareView;
class CrashJournal;
class DecisionView;
class EditorPane;
class EnvironmentView;
class FindingDetail;
class FindingFilter;
class FindingModel;
class FindingsView;
class FixesView;
class HeaderBar;
class LightBulb;
class RibbonSplitter;
class RiskView;
class SourceEditor;
class StartPage;
class TimelineView;
class TurnQueue;
enum class NotePlacement;
enum class ThemeKind;

/// The workbench: everything on one selection, fed by one audit in the background.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(WorkbenchServices services, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens a folder, or a Dockerfile and its folder. False, with a message in the window, where
    /// there is nothing to read.
    bool openPath(const QString& path) { return openBuild(path, std::nullopt); }
    void closeProject();
    /// Opens a path as a person does who has to choose where it holds several builds, unless the
    /// project's settings or the last session say which.
    void chooseAndOpen(const QString& path);
    [[nodiscard]] ChainView* chainView() const { return m_chains; }
    /// Takes size and place of window and docks from the last time.
    void restoreSession();
    /// Offers unsaved text of windows that ended without closing. Asks with a message box.
    void offerJournals();
    /// Opens the project of a journal and puts its unsaved text back, as one undo step a file.
    void restoreJournal(const JournaledSession& session);
    [[nodiscard]] CrashJournal* journal() const { return m_journal; }
    /// The target. What is set before a project is opened counts more than what its settings say.
    void setOptions(const AuditOptions& options);
    void setTheme(ThemeKind kind);

    [[nodiscard]] Workspace* workspace() { return &m_workspace; }
    [[nodiscard]] AuditController* controller() { return m_controller; }
    [[nodiscard]] SelectionModel* selection() { return m_selection; }
    [[nodiscard]] EditorPane* leftPane() const { return m_left; }
    [[nodiscard]] EditorPane* rightPane() const { return m_right; }
    [[nodiscard]] RibbonSplitter* ribbons() const { return m_ribbons; }
    [[nodiscard]] TimelineView* timeline() const { return m_timeline; }
    [[nodiscard]] AuditProgress* progress() const { return m_progress; }
    [[nodiscard]] HeaderBar* header() const { return m_header; }
    [[nodiscard]] FindingDetail* detail() const { return m_detail; }
    [[nodiscard]] RiskView* riskView() const { return m_risk; }
    [[nodiscard]] FindingsView* findingsView() const { return m_findings; }
    [[nodiscard]] EnvironmentView* environmentView() const { return m_environment; }
    [[nodiscard]] FixesView* fixesView() const { return m_fixes; }
    [[nodiscard]] CompareView* compareView() const { return m_compare; }
    [[nodiscard]] StartPage* startPage() const { return m_start; }
    [[nodiscard]] FindingFilter* filter() const { return m_filter; }
    [[nodiscard]] QTabBar* reviewTabs() const { return m_reviewTabs; }
    void showReview(int tab);
    enum ReviewTab {
        RiskTab,
        FindingsTab,
        EnvironmentTab,
        ChainsTab,
        DecisionsTab,
        FixesTab,
        ReportTab,
        CompareTab
    };

    /// Every action by its name, for the palette, the shortcut list and tests.
    [[nodiscard]] const std::vector<QAction*>& actionList() const { return m_actions; }
    [[nodiscard]] QAction* action(const QString& name) const;
    [[nodiscard]] bool showsStartPage() const;
    /// True when every view shows the present audit of the present texts.
    [[nodiscard]] bool isUpToDate() const;

    /// The entry of a Compose or bake file that is the target; file and name are empty where none
    /// is.
    struct ChosenBuild {
        QString file;
        QString name;
    };
    [[nodiscard]] const ChosenBuild& build() const { return m_build; }
    /// Makes an entry the target; an empty name goes back to the Dockerfile alone.
    void chooseBuild(const QString& file, const QString& name);

    /// Exports a report without asking; returns why it failed, empty when it did not.
    [[nodiscard]] QString exportReport(const QString& word, const QString& file);
    [[nodiscard]] QString exportPdf(const QString& file);
    /// Applies a fix of the shown audit as one undo step.
    void applyFix(const Fix& fix);
    /// Opens the project that was open when the program ended last, where the user wants that.
    /// False where there is none.
    bool reopenLastProject();
    void goToFinding(int step);
    /// Compares the shown audit with an earlier one; the answer stands in the Compare view.
    void compareWithFolder(const QString& folder);
    void compareWithRevision(const QString& revision);
    void compareWithReport(const QString& file);
    /// The fixes of the findings at the caret's line, as a menu.
    void openFixMenu();
    [[nodiscard]] SourceEditor* activeEditor() const;

signals:
    /// The editors show the findings of the present texts; the other views follow when their fixes
    /// are simulated.
    void marksShown();
    /// The views show an audit, or why there is none.
    void auditShown();

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    /// Of the arrangement of the docks: kept ones of another version are not taken.
    static constexpr int layoutVersion = 2;

    // Assembly (main_window.cpp)
    void makeViews();
    void makeDocks();
    void makeStatusBar();
    void orderFocus();
    void arrangeDocks();
    void arrangeDocksOnce(); ///< when they are shown for the first time
    void connectViews();
    void connectEditors(SourceEditor* editor);
    void showTheme(ThemeKind kind);

    // Actions (main_window_actions.cpp)
    void makeActions();
    void makeFileActions(QMenu* menu);
    void makeEditActions(QMenu* menu);
    void makeGoActions(QMenu* menu);
    void goToRegion(int step);
    void makeViewActions(QMenu* menu);
    void makeAuditActions(QMenu* menu);
    void makeHelpActions(QMenu* menu);
    QAction* addAction(QMenu* menu, const QString& name, const QString& text,
                       const QKeySequence& keys, std::function<void()> run);
    void updateActions();
    void openPalette();
    void showRule(const QString& rule);
    void showSettings(int page);
    void takeUserSettings(const UserSettings& settings);
    void askTarget();

    // Editors (main_window_editors.cpp)
    void makeFoldActions(QMenu* menu);
    void makeEditorViewActions(QMenu* menu);
    [[nodiscard]] NotePlacement notePlacement() const;
    void goToDefinition(SourceEditor* editor, std::uint32_t offset);

    // Audits (main_window_audit.cpp)
    void takeAudit(const AuditPtr& audit);
    void endTaking(const AuditPtr& audit);
    void openAtFirstFinding(const Audit& audit);
    void showStale();
    void takeFailure(const QString& reason);
    void showDocuments(const AuditPtr& audit);
    enum class Offers { Known, Pending };
    /// Marks of findings whose texts the documents held at those revisions. Pending: fixes are
    /// still being simulated.
    void showMarks(const SourceSet& sources, const std::vector<Finding>& findings,
                   const AuditController::Revisions& revisions, Offers offers);
    void showCompletions(const AuditPtr& audit);
    void showLinks();
    void showSelection(const Selection& selection);
    void revealSelection(const Selection& selection);
    void showSpan(Span span);
    void updateStatus();
    void showBullet();
    void updateCounts();
    void previewFix(const Fix& fix);
    void audit();
    void showAppliedFixes();

    // Compose and bake files (main_window_builds.cpp)
    void findBuilds();
    void readBuilds();
    void followBuildTexts();
    [[nodiscard]] const BuildChoice* findBuild(const QString& file, const QString& name) const;
    [[nodiscard]] const BuildChoice* chosenBuild() const;
    void showBuilds();
    [[nodiscard]] const BuildChoice* buildToOpen(const QString& folder, const QString& file) const;
    /// What can be built in a folder or by a Compose or bake file.
    [[nodiscard]] std::vector<BuildChoice> buildsBelow(const QString& path) const;
    /// What was built when the project was left.
    [[nodiscard]] std::optional<BuildChoice>
    buildBefore(const QString& path, const std::vector<BuildChoice>& builds) const;
    void showBuildFiles(const AuditPtr& audit);

    // Comparing (main_window_compare.cpp)
    void connectComparing();
    void askRevision();
    void compareWithAudit(const QString& with, const Result<AuditPtr>& earlier);
    void compareWithBytes(const QString& with, const QByteArray& report);

    // Files (main_window_files.cpp)
    void askOpen();
    void askOpenFile();
    void chooseBuildOf(const QString& path);
    void openChoice(const QString& path, const BuildChoice& choice);
    bool openBuild(const QString& path, const std::optional<ChosenBuild>& named);
    void saveDocument(Document* document);
    void saveEverything();
    void reloadDocument(Document* document);
    void compareDocument(Document* document);
    void askExport(const QString& word);
    void askExportPdf();
    void showPrintPreview();
    void exportTimeline();
    void rememberProject();
    [[nodiscard]] QString projectName() const;
    [[nodiscard]] QString projectPath() const;
    void tell(const QString& words);

    WorkbenchServices m_services;
    Workspace m_workspace;
    AuditController* m_controller;
    TurnQueue* m_filling; ///< views that do not show the present audit yet
    SelectionModel* m_selection;
    FindingModel* m_model;
    FindingFilter* m_filter;
    CrashJournal* m_journal;

    HeaderBar* m_header = nullptr;
    QStackedWidget* m_pages = nullptr;
    StartPage* m_start = nullptr;
    QMainWindow* m_docks = nullptr;
    EditorPane* m_left = nullptr;
    EditorPane* m_right = nullptr;
    RibbonSplitter* m_ribbons = nullptr;
    TimelineView* m_timeline = nullptr;
    RiskView* m_risk = nullptr;
    FindingsView* m_findings = nullptr;
    EnvironmentView* m_environment = nullptr;
    ChainView* m_chains = nullptr;
    DecisionView* m_decisions = nullptr;
    FixesView* m_fixes = nullptr;
    ReportView* m_report = nullptr;
    CompareView* m_compare = nullptr;
    FindingDetail* m_detail = nullptr;
    QTabBar* m_reviewTabs = nullptr;
    QStackedWidget* m_review = nullptr;
    std::map<QString, QDockWidget*> m_dockOf;
    QByteArray m_firstLayout;
    bool m_arranged = false; ///< docks have their sizes, from the last time or the first ones

    QLabel* m_statusBullet = nullptr;
    QLabel* m_statusAudit = nullptr;
    AuditProgress* m_progress = nullptr;
    QLabel* m_statusFacts = nullptr;
    QLabel* m_statusMessage = nullptr;
    QLabel* m_statusPlace = nullptr;
    QLabel* m_statusEncoding = nullptr;
    QLabel* m_statusEol = nullptr;

    std::vector<QAction*> m_actions;
    std::map<QString, QAction*> m_actionOf;
    QMenu* m_mainMenu = nullptr;
    QMenu* m_exportMenu = nullptr;
    AuditOptions m_options;
    QStringList m_buildFiles; ///< Compose and bake files of the folder
    std::vector<BuildChoice> m_builds; ///< their entries
    std::map<QString, std::uint64_t> m_buildRevisions; ///< of the open ones, as they were read
    ChosenBuild m_build;
    std::optional<QString>
        m_liveIndex; ///< address of the default index while audits ask the network
    std::function<void()> m_compareAgain;
    LightBulb* m_bulb = nullptr;
    int m_zoom = 0;
    bool m_firstAudit = true;
};

} // namespace pinwheel
