#pragma once

#include "core/audit/audit.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace pinwheel {

/// One ARG of the Dockerfile that a build argument can set.
struct BuildArgument {
    QString name;
    QString written; ///< its default as written; empty for none
    bool hasDefault = false;

    friend bool operator==(const BuildArgument&, const BuildArgument&) = default;
};
/// The ARGs of a Dockerfile, each once, in their order.
[[nodiscard]] std::vector<BuildArgument> buildArgumentsOf(const Dockerfile& dockerfile);

/// What the header has no room for: the driver of the hosts, build arguments, the rules, the index.
class TargetDialog final : public QDialog
{
    Q_OBJECT

public:
    /// The indexes over the network: whether the program can ask them, and under which address it
    /// does now.
    struct LiveIndex {
        bool isOffered = false;
        std::optional<QString> defaultUrl; ///< none: the shipped snapshot is asked
    };

    TargetDialog(const AuditOptions& options, const AuditPtr& audit, LiveIndex live,
                 QWidget* parent = nullptr);

    [[nodiscard]] AuditOptions options() const;
    /// The address of the default index where the indexes are to be asked; none for the shipped
    /// data or none at all.
    [[nodiscard]] std::optional<QString> liveIndex() const;
    [[nodiscard]] QComboBox* index() const { return m_index; }
    [[nodiscard]] QLineEdit* indexUrl() const { return m_url; }
    [[nodiscard]] QLineEdit* driver() const { return m_driver; }
    [[nodiscard]] QTableWidget* arguments() const { return m_arguments; }

private:
    void fillArguments(const AuditPtr& audit);
    void addArgument(const QString& name, const QString& value, const QString& tip);
    void check();
    void addRows(const LiveIndex& live);

    AuditOptions m_options;
    QLineEdit* m_driver;
    QComboBox* m_profile;
    QComboBox* m_index;
    QLineEdit* m_url;
    QLabel* m_noArguments;
    QTableWidget* m_arguments;
    QLabel* m_trouble;
    QPushButton* m_accept = nullptr;
};

} // namespace pinwheel
