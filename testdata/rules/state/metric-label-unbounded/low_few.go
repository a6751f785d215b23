// Package setup labels its metrics with what somebody has set up.
package setup

import (
	"context"

	"github.com/prometheus/client_golang/prometheus"
	"google.golang.org/grpc/health/grpc_health_v1"
)

var written = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "written"}, []string{"who"})

type request struct {
	TenantID string
	Shard    string
}

func (r *request) GetTenantID() string { return r.TenantID }

type writer struct {
	grpc_health_v1.UnimplementedHealthServer
}

func (w *writer) Write(_ context.Context, in *request) (*request, error) {
	written.WithLabelValues(in.TenantID).Inc()      // want "the label value `in.TenantID`"
	written.WithLabelValues(in.Shard).Inc()         // want "the label value `in.Shard`"
	written.WithLabelValues(in.GetTenantID()).Inc() // want "the label value `in.GetTenantID..`"
	return in, nil
}
