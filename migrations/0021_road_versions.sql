-- Which roads a planning reckoned with, so that it can be computed again after newer ones were imported; none: straight lines.
alter table planning add column road_version int,
  add foreign key (street_id, road_version) references road_network (street_id, version);
