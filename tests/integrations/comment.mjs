// Runs the script of the comment's workflow as actions/github-script does, against a host that is given as JSON on
// standard input and never asked for anything but what that holds. Writes what was called, and what was said.
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'

const given = JSON.parse(readFileSync(0, 'utf8'))
const calls = []
const said = []
const answers = {
  'pulls.list': ({ head }) => given.pulls.filter((one) => `${one.head.repo?.owner.login}:${one.head.ref}` === head),
  'actions.listWorkflowRunArtifacts': ({ name }) => given.artifacts.filter((one) => one.name === name),
  'actions.downloadArtifact': () => ({ data: Uint8Array.from(Buffer.from(given.archive, 'base64')).buffer }),
  'issues.listComments': () => given.comments,
  'issues.createComment': () => ({}),
  'issues.updateComment': () => ({}),
}
const rest = {}
for (const [name, answer] of Object.entries(answers)) {
  const [group, method] = name.split('.')
  rest[group] ??= {}
  rest[group][method] = async (parameters) => {
    calls.push({ name, ...parameters })
    return answer(parameters)
  }
}
const github = { rest, paginate: async (method, parameters) => method(parameters) }
const core = { notice: (text) => said.push(['notice', text]), warning: (text) => said.push(['warning', text]) }
const context = { payload: given.event, repo: { owner: 'octo', repo: 'governed' } }

const AsyncFunction = (async () => {}).constructor
await new AsyncFunction('github', 'context', 'core', 'require', given.script)(
  github, context, core, createRequire(import.meta.url),
)
process.stdout.write(JSON.stringify({ calls, said }))
