// does-not-compile: example.com is nowhere, so that nothing is known of its functions
// Package elsewhere answers errors by functions of other modules.
package elsewhere

import (
	"net/http"
	"strconv"

	"example.com/acme/problem"
)

type member struct{ admin bool }

func memberOf(r *http.Request) (*member, error) {
	_, err := strconv.Atoi(r.Header.Get("Member"))
	return &member{admin: r.Header.Get("Admin") != ""}, err
}

func admins(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		who, err := memberOf(r)
		if err != nil {
			problem.Write(w, http.StatusInternalServerError, "no member", err) // want "`problem.Write` answers the request, but the handler goes on to `next.ServeHTTP`"
		}
		if who != nil && !who.admin {
			problem.Write(w, http.StatusForbidden, "no admin", nil) // want "`problem.Write` answers the request"
		}
		next.ServeHTTP(w, r)
	})
}

func adminsAlone(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		who, err := memberOf(r)
		if err != nil {
			problem.Write(w, http.StatusInternalServerError, "no member", err)
			return
		}
		if !who.admin {
			problem.Write(w, http.StatusForbidden, "no admin", nil)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// It may well only look at the writer, or note the status.
func counted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := memberOf(r); err != nil {
			problem.Note(w, "no member", err)
			problem.Count(http.StatusForbidden)
		}
		next.ServeHTTP(w, r)
	})
}
