// Package pprof is what services register the profiles with: its own calls register nothing.
package pprof

// Router takes handlers.
type Router interface{ Handle(path string, handler any) }

// Register is for services to call.
func Register(router Router) { RouteRegister(router, "/debug/pprof") }

// RouteRegister does so below a prefix.
func RouteRegister(router Router, prefix string) { router.Handle(prefix, nil) }

// Both registers twice.
func Both(router Router) { Register(router) }
