-- The picker in telescope: crib ranks, telescope shows.
local actions = require("telescope.actions")
local finders = require("telescope.finders")
local pickers = require("telescope.pickers")
local sorters = require("telescope.sorters")
local state = require("telescope.actions.state")
local values = require("telescope.config").values

local function entry(place)
  return {
    value = place,
    display = place.text,
    ordinal = place.text,
    filename = place.path,
    lnum = place.line,
    col = place.column,
  }
end

local commands = {
  select_default = "buffer",
  select_horizontal = "sbuffer",
  select_vertical = "vertical sbuffer",
  select_tab = "tab sbuffer",
}

-- Telescope's own ways to open a file would not find one with a newline in its name.
local function attach_mappings(prompt)
  for action, command in pairs(commands) do
    actions[action]:replace(function()
      local selected = state.get_selected_entry()
      actions.close(prompt)
      if selected then
        vim.fn["crib#pick#go"](selected.value, command)
      end
    end)
  end
  return true
end

return function(options, query, map)
  pickers.new({}, {
    prompt_title = "crib",
    default_text = query,
    finder = finders.new_dynamic({
      fn = function(typed)
        return vim.fn["crib#pick#places"](options, typed or "", map)
      end,
      entry_maker = entry,
    }),
    sorter = sorters.empty(),
    previewer = values.grep_previewer({}),
    attach_mappings = attach_mappings,
  }):find()
end
