#pragma once

#include <QHash>
#include <QObject>
#include <QString>

#include <functional>

namespace testsupport {

using TestFactory = std::function<QObject *()>;

//! The test classes of this executable by name.
QHash<QString, TestFactory> &testClasses();
//! Runs the class that the first argument names, or all of them. Shared by both main functions.
int runTests(int argc, char **argv);

struct Registration
{
    Registration(const char *name, TestFactory factory)
    {
        testClasses().insert(QString::fromLatin1(name), std::move(factory));
    }
};

} // namespace testsupport

//! Registers a Qt Test class under the name of its file: FLOWS_TEST(tst_json, JsonTest).
#define FLOWS_TEST(name, Class)                                                                                        \
    static const testsupport::Registration registered_##name(#name, [] { return static_cast<QObject *>(new Class); });
