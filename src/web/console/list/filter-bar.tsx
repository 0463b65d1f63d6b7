import { useNow } from '../../shared/clock.tsx';
import { useStore } from '../../shared/store.ts';
import { Both } from '../../shared/both.tsx';
import { overdueWord, stateWords } from '../../shared/words.ts';
import { countGroups, groups, type Group } from '../board.ts';
import { useDesk } from '../desk.ts';

/** Search and the state chips, each with its count. */
export function FilterBar() {
  const desk = useDesk();
  const filter = useStore(desk.filter);
  const counts = countGroups(useStore(desk.board).lines.values(), useNow());
  const toggle = (group: Group) =>
    desk.filter.change((now) => {
      const chosen = new Set(now.groups);
      if (!chosen.delete(group)) chosen.add(group);
      return { ...now, groups: chosen };
    });
  return (
    <div className="filter-bar">
      <input
        id="search"
        type="search"
        aria-label="搜索请求 Search requests"
        aria-keyshortcuts="/"
        placeholder="搜索编号、地点、类别 Search（/）"
        value={filter.words}
        onChange={({ target }) => desk.filter.change((now) => ({ ...now, words: target.value }))}
      />
      <div className="chips" role="group" aria-label="按状态筛选 Filter by state">
        {groups.map((group) => (
          <button
            key={group}
            type="button"
            aria-pressed={filter.groups.has(group)}
            data-chip={group}
            onClick={() => toggle(group)}
          >
            <Both {...(group === 'OVERDUE' ? overdueWord : stateWords[group])} />
            <b>{counts[group]}</b>
          </button>
        ))}
      </div>
    </div>
  );
}
