// Globus' JavaScript SDK drives the emulator through every call of Flows that it has. It is pointed there by nothing but
// the environment that `flows-emulator --env` prints.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { describeFlows } from './parts/flows.js';
import { describeRuns } from './parts/runs.js';
import { describeStarts } from './parts/starts.js';
import { describeTokens } from './parts/tokens.js';
import { describeUncovered } from './parts/uncovered.js';
import { Emulator } from './support/emulator.js';
import { callsMade, everyCall } from './support/sdk.js';
import { World } from './support/world.js';

describe('the SDK', () => {
    const world = {};
    let emulator;

    before(async () => {
        emulator = await Emulator.start('--examples', '--time-scale', '60');
        Object.assign(world, { value: await new World(emulator).signIn() });
    });
    after(async () => {
        assert.equal(await emulator?.stop(), 0);
    });

    it('finds what it needs in the environment', () => {
        assert.deepEqual(emulator.environment, {
            GLOBUS_SDK_SERVICE_URL_FLOWS: emulator.endpoint.flows_url,
            GLOBUS_SDK_SERVICE_URL_AUTH: emulator.endpoint.auth_url,
            GLOBUS_SDK_SERVICE_URL_TRANSFER: emulator.endpoint.flows_url,
            GLOBUS_CLI_CLIENT_ID: emulator.endpoint.client_id,
            GLOBUS_CLI_CLIENT_SECRET: emulator.endpoint.client_secret,
        });
    });

    const inWorld = (run) => () => run(world.value);
    describe('tokens', () => describeTokens((name, run) => it(name, inWorld(run))));
    describe('flows', () => describeFlows((name, run) => it(name, inWorld(run))));
    describe('starting', () => describeStarts((name, run) => it(name, inWorld(run))));
    describe('runs', () => describeRuns((name, run) => it(name, inWorld(run))));
    describe('what it has no calls for', () => describeUncovered((name, run) => it(name, inWorld(run))));

    it('was used whole', () => {
        assert.ok(everyCall().length >= 15, everyCall().join());
        assert.deepEqual(callsMade(), everyCall());
    });
});
