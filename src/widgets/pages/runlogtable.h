#pragma once

#include <QStackedWidget>

class QTableView;

namespace models {
class RunLogModel;
}

namespace widgets {

class EmptyState;

//! The log of a run as a table, and its faces. Whoever reads the end goes on reading the end; whoever reads elsewhere,
//! or has chosen an entry, is not moved.
class RunLogTable final : public QStackedWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RunLogTable)

public:
    enum class Reading {
        NotYet, //!< it was not read so far
        GoesOn, //!< it was read, and may grow
        Over    //!< it was read to its end
    };

    //! \param model  must outlive the table
    explicit RunLogTable(models::RunLogModel *model, QWidget *parent = nullptr);

    void setReading(Reading reading);
    //! Chooses the last entry of a state, or none if the name is empty or has no entry. Not told by entryChosen().
    void selectLastOf(const QString &state);

Q_SIGNALS:
    //! By mouse or key. \param row  of the model
    void entryChosen(int row);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void followEnd();
    void updateFace();

    models::RunLogModel *m_model;
    QTableView *m_table;
    EmptyState *m_face;
    Reading m_reading = Reading::NotYet;
    bool m_selecting = false;
    bool m_atEnd = true; //!< the end was shown before new entries came
};

} // namespace widgets
