#pragma once

#include "flows/flow.h"

#include <QScrollArea>

class QFormLayout;

namespace widgets {

class WrappedText;

//! What a flow is, in words: description, role, owner, times, keywords, ids. Everything can be selected and copied.
class FlowOverview final : public QScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FlowOverview)

public:
    explicit FlowOverview(QWidget *parent = nullptr);

    //! \param ownUrn  who is looking; empty if that is not known
    void show(const flows::Flow &flow, const QString &ownUrn);

private:
    [[nodiscard]] QWidget *wordsWidget(const QString &text);
    [[nodiscard]] QWidget *lineWidget(const QString &text);
    void addRow(const QString &name, const QString &text, const QString &tip = {}, bool monospace = false);

    WrappedText *m_description;
    QFormLayout *m_rows;
};

} // namespace widgets
