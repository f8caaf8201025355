#include "core/logging.h"

Q_LOGGING_CATEGORY(lcCore, "app.core", QtInfoMsg)
Q_LOGGING_CATEGORY(lcLang, "app.flowlang", QtInfoMsg)
Q_LOGGING_CATEGORY(lcNet, "app.net", QtInfoMsg)
Q_LOGGING_CATEGORY(lcAuth, "app.auth", QtInfoMsg)
Q_LOGGING_CATEGORY(lcFlows, "app.flows", QtInfoMsg)
Q_LOGGING_CATEGORY(lcEmulator, "app.emulator", QtInfoMsg)
Q_LOGGING_CATEGORY(lcModels, "app.models", QtInfoMsg)
Q_LOGGING_CATEGORY(lcWidgets, "app.widgets", QtInfoMsg)
Q_LOGGING_CATEGORY(lcTour, "app.tour", QtInfoMsg)
Q_LOGGING_CATEGORY(lcApp, "app.app", QtInfoMsg)
