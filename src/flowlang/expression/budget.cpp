#include "flowlang/expression/budget.h"

using namespace Qt::StringLiterals;

namespace flowlang::expression {

void Budget::spend(qint64 work)
{
    m_work -= work;
    if (m_work < 0)
        throw Failure{u"The expression takes too much work."_s};
}

void Budget::step()
{
    spend(1);
    if (--m_steps < 0)
        throw Failure{u"The list comprehensions take more than %1 steps."_s.arg(maxComprehensionSteps)};
}

void Budget::newText(quint64 length)
{
    if (length > quint64(maxSequenceLength))
        throw Failure{u"The text would have more than %1 characters."_s.arg(maxSequenceLength)};
    spend(1 + qint64(length));
}

void Budget::newItems(quint64 length)
{
    if (length > quint64(maxSequenceLength))
        throw Failure{u"The list would have more than %1 members."_s.arg(maxSequenceLength)};
    spend(1 + qint64(length) * workPerItem);
}

} // namespace flowlang::expression
