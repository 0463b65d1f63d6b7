/** What riders said, each step with the one before of the same assignment; not what was corrected. Values: street, since when. */
export const SAID = `
  said as (
    select s.*, lag(s.step) over each_one as before, lag(s.observed_at) over each_one as before_at
    from assignment_step s
    where s.street_id = ? and s.observed_at > ? and s.corrects_id is null
      and not exists (select from assignment_step c where c.street_id = s.street_id and c.corrects_id = s.id)
    window each_one as (partition by s.assignment_id order by s.nth)
  )`;
