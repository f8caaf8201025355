// Starting runs with the SDK.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { answered, refused, until } from '../support/answers.js';
import { call, plain } from '../support/sdk.js';
import { flowScope, people, urnOf } from '../support/signin.js';
import { collections, examples, nobody } from '../support/world.js';

const transfer = 'urn:globus:auth:scope:transfer.api.globus.org:all';
const dataAccess = `[*${transfer}[*https://auth.globus.org/scopes/${collections.mapped}/data_access]]`;

const copyTo = (path) => ({
    source: { id: collections.mapped, path: '/~/detector/frames.bin' },
    destination: { id: collections.guest, path },
});

const over = (run) => run.status !== 'ACTIVE';
const ended = (world, id) => until(
    () => answered(200, call('runs.get', world.app, id)), over, `the end of ${id}`);

export function describeStarts(it) {
    it('really moves a file', async (world) => {
        const token = await world.flowToken(examples.transfer, undefined, dataAccess);
        const payload = { body: copyTo('/~/by-sdk.bin'), label: 'By the SDK', tags: ['a  b', ' c '] };
        const started = await answered(201, call('flows.run', token, examples.transfer, { payload }));
        assert.equal(started.status, 'ACTIVE');
        assert.equal(started.details.code, 'FlowStarting');
        assert.deepEqual(started.tags, ['a b', 'c']);
        assert.equal(started.run_owner, urnOf(world.client));
        const run = await ended(world, started.run_id);
        assert.equal(run.status, 'SUCCEEDED', JSON.stringify(run.details));
        assert.equal(run.details.code, 'FlowSucceeded');
        const inCollections = (...path) => readFileSync(join(world.emulator.data, 'collections', ...path));
        assert.deepEqual(inCollections('shared-results', 'by-sdk.bin'),
            inCollections('instrument-data', 'detector', 'frames.bin'));
    });

    it('waits for a consent, and goes on with a token that has it', async (world) => {
        const token = await world.flowToken(examples.transfer, 'starter');
        const payload = { body: copyTo('/~/by-consent.bin') };
        const { run_id: id } = await answered(201, call('flows.run', token, examples.transfer, { payload }));
        const seen = () => answered(200, call('runs.get', world.starter, id));
        const inactive = await until(seen, over, 'the wait for a consent');
        assert.equal(inactive.status, 'INACTIVE');
        assert.equal(inactive.details.code, 'ConsentRequired');
        const wanted = inactive.details.required_scope;
        assert.ok(wanted.startsWith(`${flowScope(examples.transfer)}[`), wanted);

        await refused(403, 'MISSING_SCOPE', plain('POST', `/runs/${id}/resume`, world.starter));
        await refused(404, 'NOT_FOUND', plain('POST', `/runs/${nobody}/resume`, token));
        const better = await world.flowToken(examples.transfer, 'starter',
            wanted.slice(flowScope(examples.transfer).length));
        const resumed = await answered(200, plain('POST', `/runs/${id}/resume`, better));
        assert.equal(resumed.run_id, id);
        const done = await until(seen, (run) => run.status === 'SUCCEEDED' || run.status === 'FAILED', 'the end');
        assert.equal(done.status, 'SUCCEEDED', JSON.stringify(done.details));
    });

    it('wants the token of the flow', async (world) => {
        const { id } = await world.create();
        const payload = { body: {} };
        const missing = await refused(403, 'MISSING_SCOPE', call('flows.run', world.app, id, { payload }));
        assert.ok(missing.detail.endsWith(flowScope(id)), missing.detail);
        const other = await world.flowToken(examples.move);
        await refused(403, 'MISSING_SCOPE', call('flows.run', other, examples.transfer, { payload }));
        await refused(401, 'AUTHENTICATION_ERROR', call('flows.run', undefined, id, { payload }));
    });

    it('refuses who may not start it, and hides it from who may not see it', async (world) => {
        const shown = await world.create({ flow_viewers: ['public'] });
        const token = await world.flowToken(shown.id, 'starter');
        const no = await refused(403, 'FORBIDDEN', call('flows.run', token, shown.id, { payload: { body: {} } }));
        assert.ok(no.detail.endsWith('Missing permissions: RUN.'), no.detail);
        await answered(200, call('flows.update', world.app, shown.id, { payload: { flow_viewers: [] } }));
        await refused(404, 'NOT_FOUND', call('flows.run', token, shown.id, { payload: { body: {} } }));
        const mayStart = { flow_starters: [urnOf(people.starter)] };
        await answered(200, call('flows.update', world.app, shown.id, { payload: mayStart }));
        const run = await answered(201, call('flows.run', token, shown.id, { payload: { body: {} } }));
        assert.equal(run.run_owner, urnOf(people.starter));
    });

    it('checks the input and the rest', async (world) => {
        const { id } = await world.create({
            input_schema: { type: 'object', properties: { count: { type: 'integer' } }, required: ['count'] },
        });
        const token = await world.flowToken(id);
        const start = (payload) => call('flows.run', token, id, { payload });
        const text = await refused(400, 'FLOW_INPUT_ERROR', start({ body: { count: 'three' } }));
        assert.deepEqual(text.detail[0].loc, ['$.count']);
        assert.equal(text.detail[0].type, 'InvalidActionInput');
        await refused(400, 'FLOW_INPUT_ERROR', start({ body: {} }));
        const label = await refused(422, 'UNPROCESSABLE_ENTITY', start({ body: { count: 3 }, label: 'x'.repeat(65) }));
        assert.equal(label.detail[0].type, 'value_error.any_str.max_length');
        await refused(422, 'UNPROCESSABLE_ENTITY', start({ body: { count: 3 }, run_managers: ['somebody'] }));
        await refused(422, 'UNPROCESSABLE_ENTITY', start({}));
        await answered(200, plain('POST', `/flows/${id}/validate_run`, token, { body: { count: 3 } }));
        await answered(201, start({ body: { count: 3 } }));
    });
}
