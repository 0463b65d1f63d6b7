import 'maplibre-gl/dist/maplibre-gl.css';
import { setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';

// Without its worker from the page's own origin the map stays blank and says nothing.
setWorkerUrl(workerUrl);

export { AttributionControl, Map as MapEngine, NavigationControl, ScaleControl } from 'maplibre-gl';
