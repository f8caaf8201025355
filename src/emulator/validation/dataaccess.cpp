#include "emulator/validation/dataaccess.h"

#include "emulator/validation/problemlist.h"
#include "emulator/validation/shape.h"
#include "emulator/validation/statereads.h"

#include <QSet>

#include <deque>

using namespace Qt::StringLiterals;
using core::Json;
using flowlang::JsonPath;

namespace emulator::validation {

namespace {

constexpr qint64 mostWork = 4'000'000; // nodes of shapes that are copied or joined
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
    Analysis(const StateGraph &graph, const Json &inputSchema)
        : m_graph(graph)
        , m_before(graph.size())
        , m_input(Shape::ofSchema(flowlang::InputSchema::compile(inputSchema)))
    {
    }

    //! \returns false if it was too much work.
    bool run()
    {
        if (m_graph.start() < 0)
            return false;
        flow(static_cast<std::size_t>(m_graph.start()), m_input, {});
        while (!m_waiting.empty()) {
            const std::size_t state = m_waiting.front();
            m_waiting.pop_front();
            m_isWaiting.remove(static_cast<qsizetype>(state));
            step(state);
            if (m_work > mostWork)
                return false;
        }
        return true;
    }

    //! What the state reads and can not be there.
    QList<Read> missing(std::size_t state) const
    {
        QList<Read> result;
        const Before &before = m_before[state];
        if (!before.reached)
            return result;
        for (const Read &read : readsOf(m_graph, state)) {
            if (!read.path.isContext() && !before.shape.at(read.path))
                result.append(read);
        }
        return result;
    }

    const Before &before(std::size_t state) const { return m_before[state]; }

private:
    void flow(std::size_t state, const Shape &shape, const QString &writer)
    {
        Before &before = m_before[state];
        m_work += shape.size();
        const bool changed = before.shape.join(shape);
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
        const Before before = m_before[state];
        m_work += before.shape.size();
        const QString name = core::toQString(m_graph.name(state));
        Shape after = before.shape;
        QString writer = before.writer;
        if (std::optional<Shape> output = outputOf(state, before.shape)) {
            writeAt(after, m_graph.state(state), std::move(*output));
            writer = name;
        }
        for (const Transition &transition : m_graph.transitions(state)) {
            const int target = m_graph.indexOf(transition.target);
            if (target < 0)
                continue;
            if (!transition.catcher) {
                flow(static_cast<std::size_t>(target), after, writer);
                continue;
            }
            Shape caught = before.shape; // what is caught is stored instead of the output
            writeAt(caught, *transition.catcher, Shape());
            flow(static_cast<std::size_t>(target), caught, name);
        }
    }

    static void writeAt(Shape &shape, const Json &object, Shape value)
    {
        const Json *text = core::member(object, "ResultPath");
        const std::optional<JsonPath> path = text ? pathOf(*text) : JsonPath();
        if (path)
            shape.put(*path, std::move(value));
        else
            shape = Shape();
    }

    //! What the state stores; nothing if it leaves the run state as it is.
    static std::optional<Shape> output(const std::string &type, const Json &state, const Shape &before)
    {
        const Json *parameters = core::member(state, "Parameters");
        if (type == "ExpressionEval")
            return parameters ? evaluated(*parameters, before) : Shape();
        if (type != "Pass")
            return Shape(); // what a provider or a person answers
        if (const Json *result = core::member(state, "Result"))
            return Shape::ofValue(*result);
        if (parameters)
            return evaluated(*parameters, before);
        if (const Json *text = core::member(state, "InputPath")) {
            const std::optional<JsonPath> path = pathOf(*text);
            return path ? read(*path, before) : Shape();
        }
        return core::member(state, "ResultPath") ? std::optional(before) : std::nullopt;
    }

    std::optional<Shape> outputOf(std::size_t index, const Shape &before) const
    {
        const Json &state = m_graph.state(index);
        const std::string type = core::toStd(core::stringMember(state, "Type"));
        if (type == "Choice" || type == "Wait" || type == "Fail")
            return std::nullopt;
        return output(type, state, before);
    }

    static Shape read(const JsonPath &path, const Shape &before)
    {
        const Shape *found = path.isContext() ? nullptr : before.at(path);
        return found ? *found : Shape();
    }

    static Shape evaluated(const Json &parameters, const Shape &before)
    {
        if (!parameters.is_object())
            return Shape::ofValue(parameters);
        Shape shape(Shape::Kind::Object);
        for (const auto &[key, value] : parameters.items()) {
            if (key.ends_with(".$")) {
                const std::optional<JsonPath> path = pathOf(value);
                shape.setMember(key.substr(0, key.size() - 2), path ? read(*path, before) : Shape());
            } else if (key.ends_with(".=")) {
                shape.setMember(key.substr(0, key.size() - 2), Shape());
            } else if (key != "__Private_Parameters") {
                shape.setMember(key, evaluated(value, before));
            }
        }
        return shape;
    }

    const StateGraph &m_graph;
    std::vector<Before> m_before;
    Shape m_input;
    std::deque<std::size_t> m_waiting;
    QSet<qsizetype> m_isWaiting;
    qint64 m_work = 0;
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

std::optional<http::Response> impossibleAccess(const StateGraph &graph, const Json &inputSchema)
{
    Analysis analysis(graph, inputSchema);
    if (!analysis.run())
        return std::nullopt;
    ProblemList problems;
    int waits = 0;
    QString text;
    for (std::size_t i = 0; i < graph.size() && !problems.isFull(); ++i) {
        const QList<Read> missing = analysis.missing(i);
        if (missing.isEmpty())
            continue;
        const QString says = sentence(graph, i, missing, analysis.before(i));
        if (core::stringMember(graph.state(i), "Type") != "Wait"_L1) {
            if (text.isEmpty())
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
