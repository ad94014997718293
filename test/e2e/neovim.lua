-- The language server in Neovim: a diagnostic, its code actions, the edit of the first, and no diagnostic afterwards.
-- Started with `nvim --clean --headless -c 'luafile neovim.lua'` in the folder of the files; the environment holds the rest.
-- Written for Neovim 0.7, which has no vim.lsp.start, no pull diagnostics and no way to resolve code actions by function.

local node, server = os.getenv("TOKENWARD_NODE"), os.getenv("TOKENWARD_SERVER")

local function report(line)
  io.stdout:write(line .. "\n")
end

local function check(what, fact)
  if fact then
    return report("PASS " .. what)
  end
  report("FAIL " .. what)
  vim.cmd("cquit 1")
end

local function wait(condition)
  return vim.wait(20000, condition, 50)
end

vim.cmd("edit deploy.js")
local buffer = vim.api.nvim_get_current_buf()
local client = vim.lsp.start_client({ name = "tokenward", cmd = { node, server, "--stdio" }, root_dir = vim.fn.getcwd() })
check("the server starts", client)
vim.lsp.buf_attach_client(buffer, client)

check("a token is underlined", wait(function() return #vim.diagnostic.get(buffer) == 1 end))
local found = vim.diagnostic.get(buffer)[1]
check("at its place", found.lnum == 0 and found.col == 15)
check("with the rule as its code", vim.inspect(found):find("token/github%-pat") ~= nil)

local function request(method, params)
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 20000)
  local answer = answers and answers[client] or {}
  return answer.result, answer.err
end

local document = vim.lsp.util.make_text_document_params(buffer)
local range = {
  start = { line = found.lnum, character = found.col },
  ["end"] = { line = found.end_lnum, character = found.end_col },
}
local hover = request("textDocument/hover", { textDocument = document, position = range.start })
check("a hover explains it", hover and vim.inspect(hover.contents):find("GitHub") ~= nil)

local context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(buffer, found.lnum, {}, client) }
local actions = request("textDocument/codeAction", { textDocument = document, range = range, context = context }) or {}
local move
for _, action in ipairs(actions) do
  if action.title == "Move to .env as GITHUB_TOKEN" then
    move = action
  end
end
check("a fix is offered", move and not move.disabled)
if not move.edit then
  move = request("codeAction/resolve", move)
end
check("the fix has an edit", move and move.edit)

vim.lsp.util.apply_workspace_edit(move.edit, vim.lsp.get_client_by_id(client).offset_encoding)
local line = vim.api.nvim_buf_get_lines(buffer, 0, 1, false)[1]
check("the code holds a reference", line == "const token = process.env.GITHUB_TOKEN;")
check("the diagnostic goes", wait(function() return #vim.diagnostic.get(buffer) == 0 end))

vim.cmd("silent wall")
check("the value stands in .env", table.concat(vim.fn.readfile(".env"), "\n"):find("^GITHUB_TOKEN=") ~= nil)

vim.lsp.stop_client(client)
check("the server ends when it is told to", wait(function() return vim.lsp.get_client_by_id(client) == nil end))
vim.cmd("qa!")
