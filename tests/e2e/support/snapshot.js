// All that the emulator tells about its store.

import { answered } from './answers.js';
import { plain } from './sdk.js';
import { people } from './signin.js';
import { everyPage } from '../parts/flows.js';

const roles = 'flow_viewer,flow_starter,flow_administrator,flow_owner,run_manager,run_monitor';
const runRoles = 'run_owner,run_manager,run_monitor,flow_run_manager,flow_run_monitor';

export async function snapshot(world) {
    const seen = { status: await world.emulator.control('status') };
    for (const name of ['app', 'owner', 'starter', 'approver']) {
        const token = world[name];
        const ask = (path) => answered(200, plain('GET', path, token));
        seen[name] = {
            flows: await everyPage('flows.getAll', token, 'flows', { filter_roles: roles, orderby: 'id', per_page: 50 }),
            runs: await everyPage('runs.getAll', token, 'runs', { filter_roles: runRoles, orderby: 'id', per_page: 50 }),
            apis: (await ask('/registered_apis?filter_roles=owner,administrator,viewer&orderby=id')).registered_apis,
            inputs: (await ask('/web_inputs?filter_states=open,closed')).web_input_summaries,
        };
        if (world[`${name}Auth`]) {
            seen[name].consents = (await answered(200,
                plain('GET', `/v2/api/identities/${people[name]}/consents`, world[`${name}Auth`]))).consents;
        }
    }
    return JSON.stringify(seen);
}
