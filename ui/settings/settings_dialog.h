#pragma once

#include "ui/settings/user_settings.h"

#include <QDialog>

#include <map>

class QAction;
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace pinwheel {

class ShortcutPage;
class TextSizeBox;

/// What the index page tells; all of it is read only.
struct DataFacts {
    QString indexDate;
    QString knowledgeDate;
    QString dataFolder;
    QString settingsFile;
    QString journalFolder;
};

/// The user's settings on five pages.
class SettingsDialog final : public QDialog
{
    Q_OBJECT

public:
    enum Page { Appearance, Editor, AuditDefaults, IndexAndCache, Shortcuts };

    SettingsDialog(const UserSettings& settings, const std::vector<QAction*>& actions,
                   const QStringList& gpuNames, const DataFacts& facts, QWidget* parent = nullptr);

    [[nodiscard]] UserSettings settings() const;
    void showPage(Page page);
    [[nodiscard]] ShortcutPage* shortcuts() const { return m_shortcuts; }
    [[nodiscard]] QComboBox* themes() const { return m_theme; }

private:
    void addPage(const QString& title, QWidget* page);
    [[nodiscard]] QWidget* makeAppearance(const UserSettings& settings);
    [[nodiscard]] QWidget* makeEditor(const UserSettings& settings);
    [[nodiscard]] QWidget* makeAudit(const UserSettings& settings, const QStringList& gpuNames);
    [[nodiscard]] QWidget* makeIndex(const UserSettings& settings, const DataFacts& facts);
    void check();

    QListWidget* m_pages;
    QStackedWidget* m_stack;
    QComboBox* m_theme = nullptr;
    QComboBox* m_language = nullptr;
    QCheckBox* m_reopen = nullptr;
    QCheckBox* m_notes = nullptr;
    QCheckBox* m_whitespace = nullptr;
    TextSizeBox* m_zoom = nullptr;
    QComboBox* m_platform = nullptr;
    QListWidget* m_gpus = nullptr;
    QLineEdit* m_driver = nullptr;
    QComboBox* m_profile = nullptr;
    QComboBox* m_index = nullptr;
    QLabel* m_trouble = nullptr;
    QPushButton* m_accept = nullptr;
    ShortcutPage* m_shortcuts = nullptr;
};

} // namespace pinwheel
