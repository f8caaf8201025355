// Who acts in the tests of the service, and the flows that they have.

import { answered } from './answers.js';
import { call } from './sdk.js';
import { byServer, clientTokens, flowScope, flowsScope, people, personTokens } from './signin.js';

export const collections = {
    mapped: '6c54cade-bde5-45c1-bdea-f4bd71dba2cc',
    guest: '31ce9ba0-176d-45a5-add3-f37d233ba47d',
};
export const examples = {
    transfer: 'a7f1c0de-5a3e-4c1b-9d55-0f6f3a2b7c01',
    move: 'a7f1c0de-5a3e-4c1b-9d55-0f6f3a2b7c02',
    twoHops: 'a7f1c0de-5a3e-4c1b-9d55-0f6f3a2b7c03',
};
export const nobody = '00000000-0000-4000-8000-000000000000';

// Succeeds at once.
export const passing = { StartAt: 'Say', States: { Say: { Type: 'Pass', End: true } } };
// Waits for longer than any test.
export const waiting = {
    StartAt: 'Sleep',
    States: { Sleep: { Type: 'Wait', Seconds: 30 * 24 * 3600, Next: 'Say' }, Say: { Type: 'Pass', End: true } },
};

export class World {
    constructor(emulator) {
        this.emulator = emulator;
        this.native = emulator.endpoint.native_client_id;
        this.client = process.env.GLOBUS_CLI_CLIENT_ID;
    }

    // The token of each for the service: the client's, and those of two people.
    async signIn() {
        const scope = flowsScope('all');
        this.app = byServer(await clientTokens(scope))['flows.globus.org'].access_token;
        for (const name of ['owner', 'starter', 'approver']) {
            const tokens = await personTokens(this.native, people[name], `openid profile email ${scope}`);
            this[name] = tokens['flows.globus.org'].access_token;
            this[`${name}Auth`] = tokens['auth.globus.org'].access_token;
        }
        return this;
    }

    // The token that starts a flow.
    async flowToken(id, name, dependency = '') {
        const scope = flowScope(id) + dependency;
        const tokens = name ? await personTokens(this.native, people[name], scope) : byServer(await clientTokens(scope));
        return tokens[id].access_token;
    }

    async create(payload) {
        const document = { title: 'A flow', definition: passing, input_schema: {}, ...payload };
        return answered(201, call('flows.create', this.app, { payload: document }));
    }

    async start(id, payload = {}) {
        const token = await this.flowToken(id);
        return answered(201, call('flows.run', token, id, { payload: { body: {}, ...payload } }));
    }
}
