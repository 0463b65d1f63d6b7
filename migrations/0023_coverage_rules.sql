-- The numbers of coverage decide which figures are told: staff of the street set them, nobody else.
alter policy own_street on coverage_policy
  with check (street_id = (select acting_street()) and (select acting_role()) in ('STREET_STAFF', 'SYSTEM'));
