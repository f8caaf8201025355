#pragma once

#include <QFrame>

namespace widgets {

//! A pane: surface ground, hairline border, round corners. What stands in it goes into its layout; margins are the
//! caller's.
class Card : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Card)

public:
    explicit Card(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace widgets
