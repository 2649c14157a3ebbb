#pragma once

#include <QAbstractItemView>
#include <QComboBox>

namespace pinwheel {

/// Names a combo box and its list for screen readers: the list is a window of its own.
inline void nameCombo(QComboBox& box, const QString& name)
{
    box.setAccessibleName(name);
    box.view()->setAccessibleName(name);
}

} // namespace pinwheel
