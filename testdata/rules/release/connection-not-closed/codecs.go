// Package codecs speaks JSON-RPC over connections that the codecs close.
package codecs

import (
	"net"
	"net/rpc"
	"net/rpc/jsonrpc"
)

func cleanClient(address string) (*rpc.Client, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	return rpc.NewClientWithCodec(jsonrpc.NewClientCodec(conn)), nil
}

func cleanServe(l net.Listener, server *rpc.Server) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go server.ServeCodec(jsonrpc.NewServerCodec(conn))
	}
}

func cleanPointer(l net.Listener, handle func(net.Conn)) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go func(c *net.Conn) {
			defer func() { _ = (*c).Close() }()
			handle(*c)
		}(&conn)
	}
}

func call(address string) error {
	conn, err := net.Dial("tcp", address) // want "the connection in `conn` is never closed"
	if err != nil {
		return err
	}
	client := rpc.NewClientWithCodec(jsonrpc.NewClientCodec(conn))
	return client.Call("Service.Ping", 1, nil)
}
