// Package memoised registers what is asked for first, and keeps it.
package memoised

import (
	"net/http"
	"sync"

	"github.com/prometheus/client_golang/prometheus"
)

type metrics struct {
	mu       sync.Mutex
	registry *prometheus.Registry
	counters map[string]*prometheus.CounterVec
}

func (m *metrics) register(name string) *prometheus.CounterVec {
	counter := prometheus.NewCounterVec(prometheus.CounterOpts{Name: name}, []string{"kind"})
	m.registry.MustRegister(counter)
	return counter
}

func (m *metrics) count(name, kind string) {
	m.mu.Lock()
	counter, known := m.counters[name]
	if !known {
		m.counters[name] = m.register(name)
		counter = m.counters[name]
	}
	m.mu.Unlock()
	counter.WithLabelValues(kind).Inc()
}

type orders struct{ metrics *metrics }

func (o *orders) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	o.metrics.count("orders", "get")
	w.WriteHeader(http.StatusNoContent)
}

func main() {
	all := &metrics{registry: prometheus.NewRegistry(), counters: map[string]*prometheus.CounterVec{}}
	http.Handle("/orders", &orders{metrics: all})
}
