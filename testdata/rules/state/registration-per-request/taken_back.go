// Package takenback registers what its owner takes back.
package takenback

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
)

type store struct {
	collector prometheus.Collector
	depth     prometheus.Gauge
}

func open(name string) (*store, error) {
	collector := prometheus.NewGauge(prometheus.GaugeOpts{Name: name})
	if err := prometheus.Register(collector); err != nil {
		return nil, err
	}
	depth := prometheus.NewGauge(prometheus.GaugeOpts{Name: name + "_depth"})
	if err := prometheus.Register(depth); err != nil { // want "`prometheus.Register` registers something for good"
		return nil, err
	}
	return &store{collector: collector, depth: depth}, nil
}

func (s *store) Close() {
	prometheus.Unregister(s.collector)
}

func migrate(w http.ResponseWriter, r *http.Request) {
	opened, err := open(r.FormValue("name"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	opened.Close()
	w.WriteHeader(http.StatusNoContent)
}
