#pragma once

#include <QString>

namespace flows {

// The orders that the lists know. Each list takes several, as texts made here; later ones break ties. Source:
// flows-service.md F2, R1, A1, W1.

enum class Sort { Ascending, Descending };

//! FlowOwner and FlowAdministrators stand in the service's own description, but were seen to be refused: avoid them.
enum class FlowOrder { Id, ScopeString, FlowOwner, FlowAdministrators, Title, CreatedAt, UpdatedAt };
enum class RunOrder { Id, StartTime, CompletionTime, Status, Label };
enum class RegisteredApiOrder { Id, Name, CreatedTimestamp, UpdatedTimestamp };
enum class WebInputOrder { CreatedTimestamp, EditedTimestamp, ClosedTimestamp };

//! `updated_at DESC`
[[nodiscard]] QString orderBy(FlowOrder field, Sort sort = Sort::Ascending);
[[nodiscard]] QString orderBy(RunOrder field, Sort sort = Sort::Ascending);
[[nodiscard]] QString orderBy(RegisteredApiOrder field, Sort sort = Sort::Ascending);
[[nodiscard]] QString orderBy(WebInputOrder field, Sort sort = Sort::Ascending);

} // namespace flows
