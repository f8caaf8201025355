// The SDK's calls about runs.

import assert from 'node:assert/strict';

import { answered, refused, until } from '../support/answers.js';
import { call } from '../support/sdk.js';
import { people, urnOf } from '../support/signin.js';
import { nobody, passing, waiting } from '../support/world.js';
import { everyPage } from './flows.js';

const over = (run) => run.status !== 'ACTIVE';
const shown = (world, id) => answered(200, call('runs.get', world.app, id));
const ended = (world, id) => until(() => shown(world, id), over, `the end of ${id}`);

export function describeRuns(it) {
    it('shows one with its definition and log', async (world) => {
        const flow = await world.create({
            title: 'Three steps',
            definition: {
                StartAt: 'One',
                States: {
                    One: { Type: 'Pass', Parameters: { said: 'first' }, ResultPath: '$.one', Next: 'Two' },
                    Two: { Type: 'Pass', Parameters: { said: 'second' }, ResultPath: '$.two', Next: 'Three' },
                    Three: { Type: 'Pass', End: true },
                },
            },
        });
        const { run_id: id } = await world.start(flow.id, { body: { given: 1 }, label: 'Steps' });
        const run = await ended(world, id);
        assert.deepEqual(run.details.output, { given: 1, one: { said: 'first' }, two: { said: 'second' } });
        assert.equal(run.flow_description, undefined);
        const query = { include_flow_description: true };
        const described = await answered(200, call('runs.get', world.app, id, { query }));
        assert.equal(described.flow_description.title, 'Three steps');

        const used = await answered(200, call('runs.getDefinition', world.app, id));
        assert.deepEqual(used, { flow_id: flow.id, definition: flow.definition, input_schema: flow.input_schema });
        await answered(200, call('flows.update', world.app, flow.id, { payload: { definition: passing } }));
        assert.deepEqual(await answered(200, call('runs.getDefinition', world.app, id)), used);

        const first = await answered(200, call('runs.getLog', world.app, id, { query: { limit: 3 } }));
        assert.deepEqual(first.entries.map((entry) => entry.code), ['FlowStarted', 'PassStarted', 'PassCompleted']);
        assert.equal(first.has_next_page, true);
        const log = await everyPage('runs.getLog', world.app, 'entries', { limit: 3 }, id);
        assert.equal(log.length, 8);
        assert.equal(log.at(-1).code, 'FlowSucceeded');
        const backwards = await everyPage('runs.getLog', world.app, 'entries', { limit: 5, reverse_order: true }, id);
        assert.deepEqual(backwards, log.toReversed());
        assert.equal((await answered(200, call('runs.getLog', world.app, id, { query: { limit: 100 } }))).entries.length, 8);
        await refused(400, 'BAD_REQUEST', call('runs.getLog', world.app, id, { query: { limit: 101 } }));
    });

    it('lists by flow, status, role, label, time and order', async (world) => {
        const one = await world.create({ title: 'List one' });
        const two = await world.create({ title: 'List two', definition: waiting });
        const between = [];
        for (const label of ['red', 'green', 'blue']) {
            between.push(new Date().toISOString());
            await ended(world, (await world.start(one.id, { label })).run_id);
        }
        const asleep = await world.start(two.id, { label: 'green sleeper', run_monitors: [urnOf(people.approver)] });
        const flows = [one.id, two.id];
        const labels = async (query, token = world.app) => (
            await everyPage('runs.getAll', token, 'runs', { orderby: 'start_time ASC', ...query })).map((run) => run.label);
        assert.deepEqual(await labels({ filter_flow_id: flows }), ['red', 'green', 'blue', 'green sleeper']);
        assert.deepEqual(await labels({ filter_flow_id: flows, per_page: 1 }), ['red', 'green', 'blue', 'green sleeper']);
        assert.deepEqual(await labels({ filter_flow_id: one.id, orderby: ['status ASC', 'label DESC'] }),
            ['red', 'green', 'blue']);
        assert.deepEqual(await labels({ filter_flow_id: flows, filter_status: ['ACTIVE', 'INACTIVE'] }), ['green sleeper']);
        assert.deepEqual(await labels({ filter_flow_id: flows, filter_label: ['RED', 'blue'] }), ['red', 'blue']);
        assert.deepEqual(await labels({ filter_flow_title: ['list two'] }), ['green sleeper']);
        assert.deepEqual(await labels({ filter_flow_id: flows, filter_start_time: between.slice(1) }), ['green']);
        assert.deepEqual(await labels({ filter_flow_id: flows, filter_start_time: ['', between[1]] }), ['red']);
        assert.deepEqual(await labels({ filter_flow_id: flows, filter_completion_time: [between[2], ''] }), ['blue']);
        // What is not used is sent as an empty value by another client.
        assert.equal((await labels({ filter_flow_id: '', filter_roles: '' })).length > 4, true);

        const roles = (filter_roles, token) => labels({ filter_flow_id: flows, filter_roles }, token);
        assert.equal((await roles(['run_owner', 'run_manager'])).length, 4);
        assert.equal((await roles(['flow_run_managers', 'flow_run_monitors'])).length, 4); // by owning the flow
        assert.deepEqual(await roles(['run_owner'], world.approver), []);
        assert.deepEqual(await roles(['run_monitor', 'run_owner'], world.approver), ['green sleeper']);
        const monitored = await answered(200, call('runs.get', world.approver, asleep.run_id));
        assert.deepEqual(monitored.user_roles, ['run_monitor']);
        assert.deepEqual(monitored.run_monitors, []);
        await refused(404, 'NOT_FOUND', call('runs.get', world.starter, asleep.run_id));

        const wrong = [{ filter_status: 'DONE' }, { filter_roles: ['king'] }, { orderby: 'mood' },
            { filter_start_time: 'yesterday' }, { per_page: -1 }];
        for (const query of wrong)
            await refused(400, 'BAD_REQUEST', call('runs.getAll', world.app, { query }));
    });

    it('changes, cancels and removes one', async (world) => {
        const flow = await world.create({ title: 'Long wait', definition: waiting });
        const { run_id: id } = await world.start(flow.id, { label: 'first', tags: ['t'] });
        const payload = { label: 'second', tags: [], run_monitors: [urnOf(people.approver)] };
        const changed = await answered(200, call('runs.update', world.app, id, { payload }));
        assert.deepEqual([changed.label, changed.tags, changed.run_monitors],
            ['second', [], [urnOf(people.approver)]]);
        const long = await refused(422, 'UNPROCESSABLE_ENTITY',
            call('runs.update', world.app, id, { payload: { label: 'x'.repeat(65) } }));
        assert.deepEqual(long.detail[0].ctx, { limit_value: 64 });
        assert.equal((await shown(world, id)).label, 'second');
        await refused(403, 'FORBIDDEN', call('runs.update', world.approver, id, { payload: { label: 'mine' } }));

        const conflict = await refused(409, 'STATE_CONFLICT', call('runs.remove', world.app, id));
        assert.match(conflict.detail, new RegExp(`^Run ${id} has status 'ACTIVE'`));
        await refused(404, 'NOT_FOUND', call('runs.cancel', world.approver, id));
        await answered(202, call('runs.cancel', world.app, id));
        const cancelled = await ended(world, id);
        assert.equal(cancelled.status, 'FAILED');
        assert.equal(cancelled.details.code, 'FlowCanceled');

        await answered(200, call('flows.remove', world.app, flow.id)); // its runs stay
        assert.ok((await shown(world, id)).flow_deleted_at);
        const removed = await answered(200, call('runs.remove', world.app, id));
        assert.equal(removed.run_id, id);
        for (const name of ['runs.get', 'runs.getLog', 'runs.getDefinition', 'runs.cancel', 'runs.remove'])
            await refused(404, 'NOT_FOUND', call(name, world.app, id));
        await refused(404, 'NOT_FOUND', call('runs.update', world.app, id, { payload: {} }));
        await refused(404, 'NOT_FOUND', call('runs.get', world.app, nobody));
    });
}
