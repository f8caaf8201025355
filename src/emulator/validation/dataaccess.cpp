#include "emulator/validation/dataaccess.h"

#include "emulator/validation/problemlist.h"
#include "emulator/validation/shape.h"
#include "emulator/validation/statereads.h"
#include "emulator/validation/statewrites.h"

#include <QSet>

#include <deque>

using namespace Qt::StringLiterals;
using core::Json;

namespace emulator::validation {

namespace {

constexpr qsizetype mostKeysShown = 20;

//! The run state before a state, as far as it is known.
struct Before
{
    bool reached = false;
    Shape shape{Shape::Kind::Leaf};
    QString writer; //!< the state that wrote last; empty: the input of the flow
};

class Analysis
{
public:
    Analysis(const StateGraph &graph, ShapeBudget &budget)
        : m_graph(graph)
        , m_budget(budget)
        , m_before(graph.size())
    {
    }

    //! Goes on until nothing new comes to any state. \returns false if it was too much work.
    bool run(const Json &inputSchema)
    {
        if (m_graph.start() < 0)
            return false;
        try {
            const Shape input = Shape::ofSchema(flowlang::InputSchema::compile(inputSchema), m_budget);
            flow(static_cast<std::size_t>(m_graph.start()), input, {});
            while (!m_waiting.empty()) {
                const std::size_t state = m_waiting.front();
                m_waiting.pop_front();
                m_isWaiting.remove(static_cast<qsizetype>(state));
                step(state);
            }
        } catch (const BudgetSpent &) {
            return false;
        }
        return true;
    }

    //! What the state reads and can not be there.
    QList<Read> missing(std::size_t state) const
    {
        const Before &before = m_before[state];
        return before.reached ? impossibleReads(m_graph, state, before.shape) : QList<Read>();
    }

    const Before &before(std::size_t state) const { return m_before[state]; }

private:
    void flow(std::size_t state, const Shape &shape, const QString &writer)
    {
        Before &before = m_before[state];
        m_budget.take(1);
        const bool changed = before.shape.join(shape, m_budget);
        if (!before.reached)
            before.writer = writer;
        if (changed || !before.reached) {
            before.reached = true;
            if (!m_isWaiting.contains(static_cast<qsizetype>(state))) {
                m_isWaiting.insert(static_cast<qsizetype>(state));
                m_waiting.push_back(state);
            }
        }
    }

    void step(std::size_t state)
    {
        const Shape &before = m_before[state].shape; // a state that leads to itself only adds to it
        const std::vector<Transition> transitions = m_graph.transitions(state);
        m_budget.takeFor(m_graph.name(state));
        m_budget.take(static_cast<qint64>(transitions.size()));
        const QString name = core::toQString(m_graph.name(state));
        QString writer = m_before[state].writer;
        std::optional<Shape> written;
        if (std::optional<Shape> output = outputOf(m_graph.state(state), before, m_budget)) {
            written = before.copied(0, m_budget);
            writeAt(*written, m_graph.state(state), std::move(*output), m_budget);
            writer = name;
        }
        for (const Transition &transition : transitions) {
            const int target = m_graph.indexOf(transition.target);
            if (target < 0)
                continue;
            if (!transition.catcher) {
                flow(static_cast<std::size_t>(target), written ? *written : before, writer);
                continue;
            }
            Shape caught = before.copied(0, m_budget); // what is caught is stored instead of the output
            writeAt(caught, *transition.catcher, Shape(), m_budget);
            flow(static_cast<std::size_t>(target), caught, name);
        }
    }

    const StateGraph &m_graph;
    ShapeBudget &m_budget;
    std::vector<Before> m_before;
    std::deque<std::size_t> m_waiting;
    QSet<qsizetype> m_isWaiting;
};

QString keysText(const QStringList &keys)
{
    QStringList shown;
    for (const QString &key : keys.first(std::min(keys.size(), mostKeysShown)))
        shown.append(u'\'' % key.left(100) % u'\'');
    return u'[' % shown.join(u", "_s) % (keys.size() > mostKeysShown ? u", …]"_s : u"]"_s);
}

QString sentence(const StateGraph &graph, std::size_t state, const QList<Read> &reads, const Before &before)
{
    QStringList paths;
    for (const Read &read : reads)
        paths.append(read.text);
    QStringList valid;
    for (const auto &[key, shape] : before.shape.members())
        valid.append(core::toQString(key));
    const QString from =
        before.writer.isEmpty() ? u"the flow's input"_s : QString(u"state '"_s % before.writer.left(200) % u'\'');
    return u"State '"_s % core::toQString(graph.name(state)).left(200) % u"' reads "_s % keysText(paths) %
           u", which can not be there. The valid keys are "_s % keysText(valid) % u", from "_s % from % u'.';
}

} // namespace

std::optional<http::Response> impossibleAccess(const StateGraph &graph, const Json &inputSchema, ShapeBudget &budget)
{
    Analysis analysis(graph, budget);
    if (!analysis.run(inputSchema))
        return std::nullopt;
    ProblemList problems;
    int waits = 0;
    QString text;
    for (std::size_t i = 0; i < graph.size() && text.isEmpty() && !problems.isFull(); ++i) {
        const QList<Read> missing = analysis.missing(i);
        if (missing.isEmpty())
            continue;
        const QString says = sentence(graph, i, missing, analysis.before(i));
        if (core::stringMember(graph.state(i), "Type") != "Wait"_L1) {
            text = says;
            continue;
        }
        ++waits;
        for (const Read &read : missing)
            problems.add(read.loc, says, u"InvalidAccessPath"_s, {{"field_name", read.field}});
    }
    const QString code = u"FLOW_VALIDATION_FAILED"_s;
    if (!text.isEmpty())
        return http::errorAnswer(422, code, text, u"This flow reads data that can not be there."_s);
    if (problems.isEmpty())
        return std::nullopt;
    return http::problemsAnswer(422, code, problems.problems(),
                                waits == 1 ? u"This flow contains errors in 1 wait state."_s
                                           : u"This flow contains errors in %1 wait states."_s.arg(waits));
}

} // namespace emulator::validation
