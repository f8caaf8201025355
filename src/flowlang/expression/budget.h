#pragma once

#include "flowlang/expression/limits.h"

#include <QString>

namespace flowlang::expression {

//! Why an evaluation stopped; thrown and caught inside this folder only. Where it happened, the evaluator knows.
struct Failure
{
    QString message; //!< a sentence for people, without the expression and the position. Run logs show it to
                     //!< those who may not see private values, so it names types, never values
};

//! What one evaluation may still cost. Every function throws Failure when there is no more.
class Budget
{
public:
    //! Counts work: about one unit a node evaluated, a value compared, a character copied.
    void spend(qint64 work);
    //! Counts one turn of a comprehension.
    void step();
    //! Checks the length of a new string, and pays for it.
    void newText(quint64 length);
    //! Checks the length of a new list or object, and pays for it.
    void newItems(quint64 length);

private:
    qint64 m_work = maxWork;
    int m_steps = maxComprehensionSteps;
};

} // namespace flowlang::expression
