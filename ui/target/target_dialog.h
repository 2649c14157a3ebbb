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
class TargetDialog final : public QDialog {
    Q_OBJECT

public:
    TargetDialog(const AuditOptions& options, const AuditPtr& audit, QWidget* parent = nullptr);

    [[nodiscard]] AuditOptions options() const;
    [[nodiscard]] QLineEdit* driver() const { return m_driver; }
    [[nodiscard]] QTableWidget* arguments() const { return m_arguments; }

private:
    void fillArguments(const AuditPtr& audit);
    void addArgument(const QString& name, const QString& value, const QString& tip);
    void check();

    AuditOptions m_options;
    QLineEdit* m_driver;
    QComboBox* m_profile;
    QComboBox* m_index;
    QTableWidget* m_arguments;
    QLabel* m_trouble;
    QPushButton* m_accept = nullptr;
};

} // namespace pinwheel
